import type { KeyboardEvent } from 'react';
import type { TreeRow } from './tree-row.ts';

/** Alone, beside those that are chosen, or with all from where the choice began. */
export type HowToSelect = 'only' | 'toggle' | 'range';

type Action = number | 'toggle' | 'open' | 'rename' | 'delete' | 'choose' | 'menu';

/** How long letters typed one after another count as one word, milliseconds. */
const typingPause = 700;

/** What a key does in a tree: go to the row of an index, or something with the row at `index`. */
export function actionOf(
  event: KeyboardEvent,
  rows: readonly TreeRow[],
  index: number,
  typed: { text: string; at: number },
): Action | undefined {
  const row = rows[index];
  switch (event.key) {
    case 'ArrowDown':
      return Math.min(index + 1, rows.length - 1);
    case 'ArrowUp':
      return Math.max(index - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      return row?.expanded === false ? 'toggle' : row?.expanded === true ? index + 1 : undefined;
    case 'ArrowLeft':
      return row?.expanded === true ? 'toggle' : parentOf(rows, index);
    case 'Enter':
      return 'open';
    case 'F2':
      return 'rename';
    case 'Delete':
      return 'delete';
    case 'ContextMenu':
      return 'menu';
    case 'F10':
      return event.shiftKey ? 'menu' : undefined;
    case ' ':
      return event.ctrlKey || event.metaKey ? 'choose' : typeAhead(event, rows, index, typed);
    default:
      return typeAhead(event, rows, index, typed);
  }
}

function parentOf(rows: readonly TreeRow[], index: number): number | undefined {
  const level = rows[index]?.level ?? 1;
  const parent = rows.findLastIndex((row, at) => at < index && row.level < level);
  return parent < 0 ? undefined : parent;
}

function typeAhead(
  event: KeyboardEvent,
  rows: readonly TreeRow[],
  index: number,
  typed: { text: string; at: number },
): number | undefined {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  typed.text = event.timeStamp - typed.at < typingPause ? typed.text + event.key : event.key;
  typed.at = event.timeStamp;
  const needle = typed.text.toLowerCase();
  const from = typed.text.length === 1 ? index + 1 : Math.max(index, 0);
  const order = [...rows.keys()].map((offset) => (from + offset) % rows.length);
  return order.find((at) => rows[at]?.label.toLowerCase().startsWith(needle));
}

import { type JSONValue, query as selectJson } from 'json-p3';
import { Search } from 'lucide-react';
import { useMemo } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { describeChord } from '../app/commands/key-chord.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { pageCommands } from '../app/page-commands.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { parseExactly } from './exact-json.ts';
import { FindBar, focusFindBar } from './find-bar.tsx';
import { findInBytes, findInJson, findInText } from './find-matches.ts';
import { HexView } from './hex-view.tsx';
import { ImageView } from './image-view.tsx';
import { JsonTree } from './json-tree.tsx';
import { type BodyView, decode, viewsOf } from './response-body.ts';
import { TextView } from './text-view.tsx';

const titles: Readonly<Record<BodyView, string>> = {
  json: 'Tree',
  text: 'Text',
  image: 'Image',
  html: 'Preview',
  hex: 'Hex',
};

/** How a body is looked at. */
export interface BodyChoice {
  /** Null is the view that suits it best. */
  readonly view: BodyView | null;
  /** JSONPath (RFC 9535). */
  readonly filter: string;
  /** What is searched; null while nothing is. */
  readonly needle: string | null;
  /** Which of the matches is shown, from 0. */
  readonly current: number;
}

export const nothingChosen: BodyChoice = { view: null, filter: '', needle: null, current: 0 };

interface BodyProps {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface BodyViewsProps extends BodyProps {
  readonly choice: BodyChoice;
  readonly onChoice: (choice: BodyChoice) => void;
}

/** The views of a body, with a filter where it is JSON and a search in all that can be searched. */
export function BodyViews({ exchange, bytes, choice, onChoice }: BodyViewsProps) {
  const views = useMemo(() => viewsOf(exchange, bytes), [exchange, bytes]);
  const { filter, needle, current } = choice;
  const view = choice.view !== null && views.includes(choice.view) ? choice.view : (views[0] ?? 'hex');
  const text = useMemo(() => decode(bytes) ?? '', [bytes]);
  const json = useMemo(() => selectFrom(view, text, filter), [view, text, filter]);
  const found = useFound(view, { text, bytes, json: json.value }, needle ?? '');
  const change = (changes: Partial<BodyChoice>): void => onChoice({ ...choice, current: 0, ...changes });
  const find = (): void => {
    // What only shows pictures is searched where its text is.
    const searched =
      view === 'image' || view === 'html' ? (views.find((id) => id === 'text') ?? 'hex') : view;
    change({ view: searched, needle: needle ?? '' });
    focusFindBar();
  };
  useCommands([{ ...pageCommands.request.find, when: isOutsideOfEditors, run: find }]);
  return (
    <>
      <div role="toolbar" aria-label="View" className="flex shrink-0 items-center gap-1.5 border-b px-2 py-1">
        <Select
          aria-label="View of the body"
          className="w-28!"
          value={view}
          onChange={(event) => change({ view: event.target.value as BodyView })}
        >
          {views.map((id) => (
            <option key={id} value={id}>
              {titles[id]}
            </option>
          ))}
        </Select>
        {view === 'json' ? (
          <TextInput
            aria-label="Filter by JSONPath"
            placeholder="JSONPath, such as $.items[?@.price < 10]"
            className="font-mono placeholder:font-sans"
            value={filter}
            onChange={(event) => change({ filter: event.target.value })}
          />
        ) : (
          <span className="grow" />
        )}
        <IconButton
          icon={Search}
          label="Find in the answer"
          shortcut={describeChord('Mod+F')}
          onClick={find}
        />
      </div>
      {needle !== null && (
        <FindBar
          needle={needle}
          current={current}
          count={found.count}
          onNeedle={(next) => change({ needle: next })}
          onMove={(to) => change({ current: to })}
          onClose={() => change({ needle: null })}
        />
      )}
      {json.problem !== null && (
        <p role="status" className="shrink-0 border-b px-3 py-1 text-small text-warn">
          This is no JSONPath yet: {json.problem}. The whole answer is shown.
        </p>
      )}
      <div className="min-h-0 grow overflow-auto">
        {view === 'json' &&
          (json.isEmpty ? (
            <p className="p-3 text-ink-muted">
              Nothing in the answer matches <code>{filter}</code>.{' '}
              <Button look="quiet" onClick={() => change({ filter: '' })}>
                Clear
              </Button>
            </p>
          ) : (
            <JsonTree value={json.value} needle={needle ?? ''} found={found.rows[current]?.path} />
          ))}
        {view === 'text' && (
          <TextView text={text} path={pathOf(exchange)} matches={found.inText} current={current} />
        )}
        {view === 'image' && (
          <ImageView
            key={exchange.id}
            bytes={bytes}
            type={exchange.response?.contentType ?? 'application/octet-stream'}
          />
        )}
        {view === 'html' && (
          // No script, no form, no navigation and an origin of its own: the page may be anybody's.
          <iframe title="Preview" sandbox="" srcDoc={text} className="h-full w-full bg-[white]" />
        )}
        {view === 'hex' && <HexView bytes={bytes} matches={found.inBytes} current={current} />}
      </div>
    </>
  );
}

/** An editor has a search of its own. */
function isOutsideOfEditors(): boolean {
  const active = document.activeElement;
  return active?.shadowRoot == null || active.closest('[data-answer]') !== null;
}

interface Searched {
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly json: unknown;
}

/** The matches in the view that is shown; the others need none. */
function useFound(view: BodyView, { text, bytes, json }: Searched, needle: string) {
  return useMemo(() => {
    const inText = view === 'text' ? findInText(text, needle) : [];
    const rows = view === 'json' ? findInJson(json, needle) : [];
    const inBytes = view === 'hex' ? findInBytes(bytes, needle) : [];
    return { inText, rows, inBytes, count: inText.length + rows.length + inBytes.length };
  }, [view, text, bytes, json, needle]);
}

interface Selection {
  readonly value: unknown;
  /** What is wrong with the path. */
  readonly problem: string | null;
  /** Whether the path is right and leads to nothing. */
  readonly isEmpty: boolean;
}

function selectFrom(view: BodyView, text: string, path: string): Selection {
  if (view !== 'json') return { value: null, problem: null, isEmpty: false };
  const value = parseExactly(text);
  if (path.trim() === '' || path.trim() === '$') return { value, problem: null, isEmpty: false };
  try {
    const found = selectJson(path, value as JSONValue).values();
    return { value: found, problem: null, isEmpty: found.length === 0 };
  } catch (error) {
    const problem = error instanceof Error ? error.message : 'That is no JSONPath.';
    return { value, problem, isEmpty: false };
  }
}

function pathOf(exchange: Exchange): string {
  const type = exchange.response?.contentType ?? '';
  if (type.includes('json')) return 'response.json';
  if (type.includes('html')) return 'response.html';
  return type.includes('xml') ? 'response.xml' : 'response.txt';
}

import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import type { Command, CommandFace } from '../app/commands/registry.ts';
import { openKeyHelp } from '../app/key-help.tsx';
import { pageCommands } from '../app/page-commands.ts';
import { type CallFilter, everyCall, isFiltering } from './trace-model.ts';

const { trace } = pageCommands;

/** Single letters are keys while a trace has the focus, or nothing has: elsewhere they are text or somebody else's. */
function hasFocus(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest('[data-trace]') !== null;
}

function onTrace(face: CommandFace, run: () => void, when: () => boolean = () => true): Command {
  return { ...face, inPalette: false, when: () => hasFocus() && when(), run };
}

/** The lenses of a trace, by their ids in its address. */
export type LensId = 'calls' | 'timeline' | 'summary' | 'raw' | 'output';

interface PageActions {
  readonly show: (lens: LensId) => void;
  readonly compare: () => void;
}

/** What keys do on a trace, whatever its lens. */
export function tracePageCommands({ show, compare }: PageActions): Command[] {
  const lenses: readonly LensId[] = ['calls', 'timeline', 'summary', 'raw', 'output'];
  return [
    ...lenses.map((lens) => onTrace(trace[lens], () => show(lens))),
    onTrace(trace.compare, compare),
    onTrace(trace.keys, openKeyHelp),
  ];
}

interface CallActions {
  /** Those that the filter lets through. */
  readonly shown: readonly TraceCall[];
  readonly selected: number | undefined;
  readonly select: (index: number) => void;
  /** Brings the selected call into the middle of the list. */
  readonly centre: () => void;
  readonly filter: CallFilter;
  readonly setFilter: (filter: CallFilter) => void;
}

/** What keys do on the list of calls. */
export function callCommands(actions: CallActions): Command[] {
  const { shown, selected, select, centre, filter, setFilter } = actions;
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex(({ index }) => index === selected);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.index);
  };
  const focusFilter = (): void =>
    document.querySelector<HTMLInputElement>('[data-trace] input[type="search"]')?.focus();
  return [
    onTrace(trace.next, () => step(1)),
    onTrace(trace.previous, () => step(-1)),
    onTrace(trace.centre, centre),
    onTrace(trace.filter, focusFilter),
    onTrace(trace.errors, () => setFilter({ ...filter, errorsOnly: !filter.errorsOnly })),
    onTrace(
      trace.clear,
      () => setFilter(everyCall),
      () => isFiltering(filter),
    ),
  ];
}

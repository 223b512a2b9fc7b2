import type { TraceCall } from '../../src-main/contract/rpc/invocations.ts';
import type { Command } from '../app/commands/registry.ts';
import { openKeyHelp } from '../app/key-help.tsx';
import { type CallFilter, everyCall, isFiltering } from './trace-model.ts';

const group = 'Trace';

/** Single letters are keys while a trace has the focus, or nothing has: elsewhere they are text or somebody else's. */
function hasFocus(): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || active.closest('[data-trace]') !== null;
}

function onTrace(command: Omit<Command, 'group' | 'when'> & { readonly when?: () => boolean }): Command {
  const { when = () => true } = command;
  return { ...command, group, inPalette: false, when: () => hasFocus() && when() };
}

interface PageActions {
  readonly lenses: readonly { readonly id: string; readonly title: string }[];
  readonly show: (lens: string) => void;
  readonly compare: () => void;
}

/** What keys do on a trace, whatever its lens. */
export function tracePageCommands({ lenses, show, compare }: PageActions): Command[] {
  return [
    ...lenses.map(({ id, title }, index) =>
      onTrace({
        id: `trace.lens.${id}`,
        title: `Lens: ${title}`,
        keys: String(index + 1),
        run: () => show(id),
      }),
    ),
    onTrace({ id: 'trace.compare', title: 'Compare with another invocation', keys: 'M', run: compare }),
    onTrace({ id: 'trace.keys', title: 'Keys of the trace', keys: 'Shift+/', run: openKeyHelp }),
  ];
}

interface CallActions {
  /** Those that the filter lets through. */
  readonly shown: readonly TraceCall[];
  readonly selected: number | undefined;
  readonly select: (index: number) => void;
  readonly filter: CallFilter;
  readonly setFilter: (filter: CallFilter) => void;
}

/** What keys do on the list of calls. */
export function callCommands({ shown, selected, select, filter, setFilter }: CallActions): Command[] {
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex(({ index }) => index === selected);
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next !== undefined) select(next.index);
  };
  return [
    onTrace({ id: 'trace.next', title: 'Next call', keys: '.', run: () => step(1) }),
    onTrace({ id: 'trace.previous', title: 'Call before', keys: ',', run: () => step(-1) }),
    onTrace({
      id: 'trace.filter',
      title: 'Filter the calls',
      keys: '/',
      run: () => document.querySelector<HTMLInputElement>('[data-trace] input[type="search"]')?.focus(),
    }),
    onTrace({
      id: 'trace.errors',
      title: 'Failed calls only',
      keys: 'E',
      run: () => setFilter({ ...filter, errorsOnly: !filter.errorsOnly }),
    }),
    onTrace({
      id: 'trace.clear',
      title: 'Clear the filter',
      keys: 'Escape',
      when: () => isFiltering(filter),
      run: () => setFilter(everyCall),
    }),
  ];
}

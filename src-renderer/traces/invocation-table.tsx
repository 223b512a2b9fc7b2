import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { invocationMenu } from './invocation-menu.ts';
import { diedWithEngine, Outcome, triggerNames, wasRefused } from './outcome.tsx';

/** What there is no room for goes: the trace has it all. */
const columns =
  'grid h-full w-full items-center gap-3 px-3 whitespace-nowrap *:truncate ' +
  'grid-cols-[6.5rem_minmax(5rem,1.4fr)_minmax(5rem,1fr)_minmax(8rem,1fr)_4.5rem] ' +
  '@[44rem]:grid-cols-[6.5rem_minmax(7rem,1fr)_minmax(7rem,1.4fr)_9rem_4.5rem_4.5rem] ' +
  '@[58rem]:grid-cols-[6.5rem_minmax(7rem,1fr)_3.25rem_minmax(7rem,1.4fr)_9rem_4.5rem_4.5rem_4.5rem_4.75rem]';
const fromMedium = 'hidden @[44rem]:block';
const fromWide = 'hidden @[58rem]:block';

interface InvocationTableProps {
  readonly rows: readonly InvocationRow[];
  readonly selected: string | null;
  readonly onSelect: (row: InvocationRow) => void;
  readonly onOpen: (row: InvocationRow) => void;
  /** The last rows are in view. */
  readonly onEnd?: () => void;
}

/** Invocations, newest first, whatever sent them. */
export function InvocationTable({ rows, selected, onSelect, onOpen, onEnd }: InvocationTableProps) {
  return (
    <div className="@container h-full bg-canvas">
      <VirtualList
        label="Invocations"
        items={rows}
        keyOf={(row) => row.id}
        selected={selected}
        onSelect={onSelect}
        onOpen={onOpen}
        {...(onEnd && { onEnd })}
        header={
          <div className={columns}>
            <span>Time</span>
            <span>Function</span>
            <span className={fromWide}>Trigger</span>
            <span>Request</span>
            <span>Outcome</span>
            <span className={`${fromWide} text-right`}>Start</span>
            <span className="text-right">Run</span>
            <span className={`${fromMedium} text-right`}>Calls</span>
            <span className={fromWide}>Source</span>
          </div>
        }
      >
        {(row) => (
          <ContextMenu groups={invocationMenu(row)}>
            <Row row={row} />
          </ContextMenu>
        )}
      </VirtualList>
    </div>
  );
}

function Row({ row, ...trigger }: { readonly row: InvocationRow }) {
  const name = row.functionName ?? row.functionId;
  const request = `${row.method} ${row.path}`;
  const hasRun = !wasRefused(row);
  const isMeasured = hasRun && !diedWithEngine(row);
  return (
    <div {...trigger} className={columns}>
      <span className="font-mono text-small text-ink-muted">{formatTime(row.receivedAt)}</span>
      <span title={name}>
        {name}
        {row.releaseNumber !== null && <span className="text-ink-faint"> v{row.releaseNumber}</span>}
      </span>
      <span className={`${fromWide} text-ink-muted`}>{triggerNames[row.trigger]}</span>
      <span className="font-mono text-small" title={request}>
        {request}
      </span>
      <Outcome row={row} />
      <span className={`${fromWide} text-right font-mono text-small`}>
        {isMeasured && formatDuration(row.start)}
      </span>
      <span className="text-right font-mono text-small">{hasRun && formatDuration(row.run)}</span>
      <span className={`${fromMedium} text-right font-mono text-small`}>
        {isMeasured && row.calls.toLocaleString()}
        {row.errors > 0 && (
          <span className="text-warn" title={`${row.errors} failed`}>
            {' '}
            ({row.errors})
          </span>
        )}
      </span>
      <span className={`${fromWide} text-ink-muted`}>{row.source}</span>
    </div>
  );
}

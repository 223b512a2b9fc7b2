import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { ContextMenu } from '../ui/menu.tsx';
import { VirtualList } from '../ui/virtual-list.tsx';
import { invocationMenu } from './invocation-menu.ts';
import { Outcome, triggerNames } from './outcome.tsx';

const columns =
  'grid w-full min-w-190 grid-cols-[6.5rem_minmax(7rem,1.2fr)_3.5rem_minmax(7rem,1fr)_minmax(11.5rem,1.2fr)_5rem_5rem_4rem_4.5rem] items-center gap-3 px-3';

interface InvocationTableProps {
  readonly rows: readonly InvocationRow[];
  readonly selected: string | null;
  readonly onSelect: (row: InvocationRow) => void;
  readonly onOpen: (row: InvocationRow) => void;
}

/** Invocations, newest first, whatever sent them. */
export function InvocationTable({ rows, selected, onSelect, onOpen }: InvocationTableProps) {
  return (
    <VirtualList
      label="Invocations"
      items={rows}
      keyOf={(row) => row.id}
      selected={selected}
      onSelect={onSelect}
      onOpen={onOpen}
      header={
        <div aria-hidden className={`${columns} h-7 shrink-0 border-b text-small font-medium text-ink-muted`}>
          <span>Time</span>
          <span>Function</span>
          <span>Trigger</span>
          <span>Request</span>
          <span>Outcome</span>
          <span className="text-right">Start</span>
          <span className="text-right">Run</span>
          <span className="text-right">Calls</span>
          <span>Source</span>
        </div>
      }
    >
      {(row) => (
        <ContextMenu groups={invocationMenu(row)}>
          <Row row={row} />
        </ContextMenu>
      )}
    </VirtualList>
  );
}

function Row({ row, ...trigger }: { readonly row: InvocationRow }) {
  return (
    <div {...trigger} className={`${columns} whitespace-nowrap *:truncate`}>
      <span className="font-mono text-small text-ink-muted">{formatTime(row.receivedAt)}</span>
      <span>
        {row.functionName ?? row.functionId}
        {row.releaseNumber !== null && <span className="text-ink-faint"> v{row.releaseNumber}</span>}
      </span>
      <span className="text-ink-muted">{triggerNames[row.trigger]}</span>
      <span className="font-mono text-small">
        {row.method} {row.path}
      </span>
      <Outcome row={row} />
      <span className="text-right font-mono text-small">{formatDuration(row.start)}</span>
      <span className="text-right font-mono text-small">{formatDuration(row.run)}</span>
      <span className="text-right font-mono text-small">
        {row.calls}
        {row.errors > 0 && <span className="text-warn"> ({row.errors})</span>}
      </span>
      <span className="text-ink-muted">{row.source}</span>
    </div>
  );
}

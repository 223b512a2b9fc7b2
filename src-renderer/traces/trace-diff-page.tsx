import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatTime } from '../ui/format.ts';
import { Outcome } from './outcome.tsx';
import { TraceDiffView } from './trace-diff-view.tsx';

/** Two invocations compared by their traces. */
export function TraceDiffPage() {
  const { before, after } = useParams({ from: '/compare-traces/$before/$after' });
  const navigate = useNavigate();
  const traceOf = (invocationId: string) =>
    queries.invocations.trace.queryOptions({ input: { invocationId } });
  const one = useQuery(traceOf(before));
  const other = useQuery(traceOf(after));
  useTabTitle(
    one.data && `Compare ${one.data.invocation.functionName ?? ''} ${before.slice(-4)}, ${after.slice(-4)}`,
  );
  const error = one.error ?? other.error;
  if (error !== null)
    return (
      <PageError
        title="These traces can't be compared"
        error={error}
        actions={<Button onClick={() => void navigate({ to: '/invocations' })}>Show the invocations</Button>}
      />
    );
  if (one.data === undefined || other.data === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Two invocations compared</h1>
      <header className="grid shrink-0 grid-cols-2 border-b *:px-3 *:py-2">
        <Side title="Before" row={one.data.invocation} />
        <Side title="After" row={other.data.invocation} />
      </header>
      <div className="min-h-0 grow">
        <TraceDiffView before={one.data} after={other.data} />
      </div>
    </div>
  );
}

function Side({ title, row }: { readonly title: string; readonly row: InvocationRow }) {
  return (
    <div className="flex min-w-0 items-center gap-3 whitespace-nowrap">
      <h2 className="text-small font-medium text-ink-muted">{title}</h2>
      <span className="shrink-0">
        <Outcome row={row} />
      </span>
      <span className="min-w-0 grow truncate" title={`${row.method} ${row.path}`}>
        {row.functionName ?? row.functionId}{' '}
        <span className="text-ink-muted">v{row.releaseNumber ?? '?'}</span>{' '}
        <span className="font-mono text-small">
          {row.method} {row.path}
        </span>
      </span>
      <Link
        to="/trace/$invocationId"
        params={{ invocationId: row.id }}
        className="font-mono text-small text-accent hover:underline"
      >
        {formatTime(row.receivedAt)}
      </Link>
    </div>
  );
}

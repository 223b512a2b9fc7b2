import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { ArchiveX, DoorClosed } from 'lucide-react';
import type { InvocationTrace } from '../../src-main/contract/rpc/invocations.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageError } from '../ui/failure.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { CallsLens } from './calls-lens.tsx';
import { askToCompareInvocation } from './compare-invocations.tsx';
import { diedWithEngine, wasRefused } from './outcome.tsx';
import { OutputLens } from './output-lens.tsx';
import { RawLens } from './raw-lens.tsx';
import { SummaryLens } from './summary-lens.tsx';
import { TimelineLens } from './timeline-lens.tsx';
import { type LensId, tracePageCommands } from './trace-commands.ts';
import { TraceHeader } from './trace-header.tsx';

const lenses = [
  { id: 'calls', title: 'Calls', Content: CallsLens },
  { id: 'timeline', title: 'Timeline', Content: TimelineLens },
  { id: 'summary', title: 'Summary', Content: SummaryLens },
  { id: 'raw', title: 'dmesg', Content: RawLens },
  { id: 'output', title: 'Output', Content: OutputLens },
] as const;

/** What one invocation did: how it ended, where its time went, and every call that it made to its host. */
export function TracePage() {
  const { invocationId } = useParams({ from: '/trace/$invocationId' });
  const { lens = 'calls' } = useSearch({ from: '/trace/$invocationId' });
  const navigate = useNavigate({ from: '/trace/$invocationId' });
  const { data: trace, error } = useQuery(
    queries.invocations.trace.queryOptions({ input: { invocationId } }),
  );
  useTabTitle(trace && `Trace ${trace.invocation.functionName ?? ''} ${invocationId.slice(-4)}`);
  const show = (next: LensId): void =>
    void navigate({ search: (search) => ({ ...search, lens: next }), replace: true });
  useCommands(
    trace === undefined
      ? []
      : tracePageCommands({ show, compare: () => askToCompareInvocation(trace.invocation) }),
  );
  if (error !== null)
    return (
      <PageError
        title="This trace can't be shown"
        error={error}
        actions={<Button onClick={() => void navigate({ to: '/invocations' })}>Show the invocations</Button>}
      />
    );
  if (trace === undefined) return null;
  return (
    <div data-trace className="flex h-full flex-col">
      <TraceHeader trace={trace} />
      {trace.hasRemains ? (
        <Lenses trace={trace} lens={lens} onLens={show} />
      ) : (
        <NothingToShow trace={trace} />
      )}
    </div>
  );
}

interface LensesProps {
  readonly trace: InvocationTrace;
  readonly lens: LensId;
  readonly onLens: (lens: LensId) => void;
}

/** The trace, one way at a time. */
function Lenses({ trace, lens, onLens }: LensesProps) {
  return (
    <Tabs.Root
      value={lens}
      onValueChange={(next) => onLens(next as LensId)}
      className="flex min-h-0 grow flex-col"
    >
      <TabList
        label="Lens"
        className="border-b"
        tabs={lenses.map(({ id, title }) => ({
          id,
          title,
          mark: id === 'calls' ? trace.invocation.calls.toLocaleString() : undefined,
        }))}
      />
      {lenses.map(({ id, Content }) => (
        <Tabs.Panel key={id} value={id} className="min-h-0 grow overflow-hidden">
          <Content trace={trace} />
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

/** Of what was turned away, and of what had to go. */
function NothingToShow({ trace: { invocation } }: { readonly trace: InvocationTrace }) {
  return (
    <div className="min-h-0 grow">
      {wasRefused(invocation) ? (
        <EmptyState icon={DoorClosed} title="The function was not run">
          Nothing of it ran, so that there are neither calls nor output.
        </EmptyState>
      ) : (
        <EmptyState icon={ArchiveX} title="Its calls and output are not kept">
          {diedWithEngine(invocation)
            ? 'They were lost with the engine that ran it.'
            : 'They made room for those of newer invocations.'}{' '}
          What is above is all that is left of it.
        </EmptyState>
      )}
    </div>
  );
}

import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Unplug } from 'lucide-react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { TextDiff } from '../editor/text-diff.tsx';
import { queries } from '../rpc/client.ts';
import { TraceDiffView } from '../traces/trace-diff-view.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatDuration, formatTime } from '../ui/format.ts';
import { TabList } from '../ui/tab-list.tsx';
import { parseExactly } from './exact-json.ts';
import { decode, previewBytes, readBody } from './response-body.ts';
import { useAddressName } from './use-address-name.ts';

/** Two answers beside one another, as text and by the traces of the invocations behind them. */
export function ResponseDiffPage() {
  const { before, after } = useParams({ from: '/compare/$before/$after' });
  const one = useQuery({ queryKey: ['answer-text', before], queryFn: () => answerText(before) });
  const other = useQuery({ queryKey: ['answer-text', after], queryFn: () => answerText(after) });
  const { data: first } = useQuery(queries.history.get.queryOptions({ input: { exchangeId: before } }));
  const { data: second } = useQuery(queries.history.get.queryOptions({ input: { exchangeId: after } }));
  const nameOf = useAddressName();
  useTabTitle(first && `Compare ${first.name || nameOf(first.request.url)}`);
  const error = one.error ?? other.error;
  if (error !== null) return <PageError title="These answers can't be compared" error={error} />;
  if (one.data === undefined || other.data === undefined || first === undefined || second === undefined)
    return null;
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Two answers compared</h1>
      <header className="grid shrink-0 grid-cols-2 border-b *:px-3 *:py-2">
        <Side title="Before" exchange={first} />
        <Side title="After" exchange={second} />
      </header>
      <Tabs.Root defaultValue="answer" className="flex min-h-0 grow flex-col">
        <TabList
          label="Comparison"
          className="border-b"
          tabs={[
            { id: 'answer', title: 'Answer', mark: one.data === other.data ? 'same' : undefined },
            { id: 'trace', title: 'Trace' },
          ]}
        />
        <Tabs.Panel value="answer" className="min-h-0 grow overflow-hidden">
          <TextDiff names={['Before', 'After']} before={one.data} after={other.data} />
        </Tabs.Panel>
        <Tabs.Panel value="trace" className="min-h-0 grow overflow-hidden">
          <Traces before={first.invocationId} after={second.invocationId} />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}

interface TracesProps {
  readonly before: string | null;
  readonly after: string | null;
}

function Traces({ before, after }: TracesProps) {
  const traceOf = (invocationId: string | null) =>
    queries.invocations.trace.queryOptions({
      input: { invocationId: invocationId ?? '' },
      enabled: invocationId !== null,
    });
  const one = useQuery(traceOf(before));
  const other = useQuery(traceOf(after));
  const error = one.error ?? other.error;
  if (before === null || after === null)
    return (
      <EmptyState icon={Unplug} title="No two traces to compare">
        {before === null && after === null ? 'Neither answer came' : 'One of the answers did not come'} from a
        local function.
      </EmptyState>
    );
  if (error !== null) return <PageError title="These traces can't be compared" error={error} />;
  if (one.data === undefined || other.data === undefined) return null;
  return <TraceDiffView before={one.data} after={other.data} />;
}

function Side({ title, exchange }: { readonly title: string; readonly exchange: Exchange }) {
  const nameOf = useAddressName();
  const { request, response, sentAt, timing, label, name } = exchange;
  return (
    <div className="flex min-w-0 items-center gap-3 whitespace-nowrap">
      <h2 className="text-small font-medium text-ink-muted">{title}</h2>
      <span className="font-mono">
        {response === null ? '—' : `${response.status} ${response.statusText}`}
      </span>
      <span className="min-w-0 grow truncate text-small" title={request.url}>
        {label ?? (name || `${request.method} ${nameOf(request.url)}`)}
      </span>
      <span className="font-mono text-small text-ink-muted">
        {timing.total !== null && `${formatDuration(timing.total * 1_000)} · `}
        {formatTime(sentAt)}
      </span>
    </div>
  );
}

/** They differ between any two answers, and tell nothing. */
const volatileHeaders = new Set(['date', 'atelier-invocation-id']);

async function answerText(exchangeId: string): Promise<string> {
  const exchange = await queries.history.get.call({ exchangeId });
  const bytes = await readBody(exchangeId, previewBytes);
  return `${headOf(exchange)}\n\n${prettyText(bytes)}`;
}

function headOf({ response }: Exchange): string {
  if (response === null) return 'No answer';
  return [
    `${response.status} ${response.statusText}`,
    ...response.headers
      .filter(([name]) => !volatileHeaders.has(name.toLowerCase()))
      .map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}

/** JSON is spread over lines, so that what differs is a line and not everything. */
function prettyText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === null) return `${bytes.byteLength} bytes that are not text`;
  try {
    return JSON.stringify(parseExactly(text), null, 2);
  } catch {
    return text;
  }
}

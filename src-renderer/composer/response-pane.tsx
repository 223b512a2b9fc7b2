import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SendHorizontal } from 'lucide-react';
import { memo, useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { describeChord } from '../app/commands/key-chord.ts';
import { queries } from '../rpc/client.ts';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { formatBytes, formatDuration } from '../ui/format.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { BodyPane } from './body-pane.tsx';
import { PlatformAnswer } from './platform-answer.tsx';
import { TimingView } from './timing-view.tsx';

/**
 * What came back: status, time and size always in view, the rest in tabs. It is drawn anew for another exchange alone,
 * not for every letter of the request beside it.
 */
export const ResponsePane = memo(function ResponsePane({
  exchangeId,
}: {
  readonly exchangeId: string | null;
}) {
  const { data: exchange, error } = useQuery(
    queries.history.get.queryOptions({
      input: { exchangeId: exchangeId ?? '' },
      enabled: exchangeId !== null,
    }),
  );
  if (exchangeId === null) return <NothingSent />;
  if (error !== null)
    return (
      <div className="p-4">
        <Failure title="This answer is gone" error={error} />
      </div>
    );
  if (exchange === undefined) return null;
  if (exchange.state === 'cancelled') return <EmptyState icon={SendHorizontal} title="Cancelled" />;
  if (exchange.failure !== null) return <SendFailure failure={exchange.failure} />;
  if (exchange.response === null || exchange.state === 'sending')
    return <EmptyState icon={SendHorizontal} title="Waiting for the answer" />;
  return <Answer exchange={exchange} />;
});

function NothingSent() {
  const keys = [
    ['Mod+Enter', 'Send'],
    ['Mod+.', 'Cancel'],
    ['Mod+L', 'Address'],
    ['Mod+S', 'Save to a project'],
  ] as const;
  return (
    <EmptyState icon={SendHorizontal} title="Nothing sent yet">
      <dl className="grid grid-cols-[auto_auto] items-center gap-x-4 gap-y-1 text-left">
        {keys.map(([chord, title]) => (
          <div key={chord} className="contents">
            <dt>{title}</dt>
            <dd>
              <KeyCap chord={describeChord(chord)} />
            </dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  );
}

function SendFailure({ failure }: { readonly failure: NonNullable<Exchange['failure']> }) {
  return (
    <div className="p-4">
      <Failure
        title="The request got no answer"
        error={failure.hint === null ? failure.message : `${failure.message}\n${failure.hint}`}
      />
    </div>
  );
}

function Answer({ exchange }: { readonly exchange: Exchange }) {
  const [tab, setTab] = useState('body');
  const { response } = exchange;
  if (response === null) return null;
  const tabs = [
    ['body', 'Body'],
    ['headers', 'Headers'],
    ['timing', 'Timing'],
    ['sent', 'Sent'],
  ] as const;
  return (
    <Tabs.Root value={tab} onValueChange={(next) => setTab(String(next))} className="flex h-full flex-col">
      <div className="flex h-8 shrink-0 items-center border-b pr-3">
        <Tabs.List aria-label="Response" className="flex h-full px-1">
          {tabs.map(([id, title]) => (
            <Tabs.Tab
              key={id}
              value={id}
              className="border-b-2 border-transparent px-2.5 text-ink-muted hover:text-ink data-active:border-accent data-active:text-ink"
            >
              {title}
              {id === 'headers' && (
                <span className="pl-1 text-small text-ink-faint">{response.headers.length}</span>
              )}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {exchange.invocationId !== null && <TraceLink invocationId={exchange.invocationId} />}
        <span className="grow" />
        <Facts exchange={exchange} />
      </div>
      <PlatformAnswer exchange={exchange} />
      <Tabs.Panel value="body" className="min-h-0 grow overflow-hidden">
        <BodyPane key={exchange.id} exchange={exchange} />
      </Tabs.Panel>
      <Tabs.Panel value="headers" className="min-h-0 grow overflow-auto">
        <HeaderList headers={response.headers} />
      </Tabs.Panel>
      <Tabs.Panel value="timing" className="min-h-0 grow overflow-auto">
        <TimingView exchange={exchange} />
      </Tabs.Panel>
      <Tabs.Panel value="sent" className="min-h-0 grow overflow-auto">
        <p className="px-3 pt-3 font-mono text-small break-all select-text">
          {exchange.request.method} {exchange.request.url}
        </p>
        <HeaderList headers={exchange.request.headers} />
        <p className="px-3 pb-3 text-ink-muted">{formatBytes(exchange.request.bodySize)} of body</p>
      </Tabs.Panel>
    </Tabs.Root>
  );
}

/** The trace is the tab beside the body, with how much there is to see. */
function TraceLink({ invocationId }: { readonly invocationId: string }) {
  const { data: trace } = useQuery(
    queries.invocations.trace.queryOptions({ input: { invocationId }, retry: 3, retryDelay: 200 }),
  );
  const errors = trace?.invocation.errors ?? 0;
  return (
    <Link
      to="/trace/$invocationId"
      params={{ invocationId }}
      className="flex h-full items-center px-2.5 text-accent hover:underline"
    >
      Trace
      {trace !== undefined && (
        <span className={classNames('pl-1 text-small', errors > 0 ? 'text-warn' : 'text-ink-faint')}>
          {trace.calls.length} calls{errors > 0 && `, ${errors} failed`}
        </span>
      )}
    </Link>
  );
}

function Facts({ exchange }: { readonly exchange: Exchange }) {
  const { response, timing } = exchange;
  if (response === null) return null;
  const colour = response.status < 300 ? 'text-good' : response.status < 400 ? 'text-warn' : 'text-bad';
  return (
    <p className="flex items-center gap-3 whitespace-nowrap">
      <span className={classNames('font-mono font-medium', colour)}>
        {response.status} {response.statusText}
      </span>
      {timing.total !== null && (
        <span className="font-mono text-small">{formatDuration(timing.total * 1_000)}</span>
      )}
      <span className="font-mono text-small text-ink-muted">{formatBytes(response.bodySize)}</span>
    </p>
  );
}

function HeaderList({ headers }: { readonly headers: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(8rem,auto)_1fr] gap-x-4 gap-y-1 p-3 font-mono text-small select-text">
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may be there twice, and the list never changes
        <div key={index} className="contents">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { wasRefused } from '../traces/outcome.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatBytes, formatDuration } from '../ui/format.ts';
import { TabList } from '../ui/tab-list.tsx';
import { AnswersMenu } from './answers-menu.tsx';
import { BodyPane } from './body-pane.tsx';
import type { BodyChoice } from './body-views.tsx';
import { HeaderList } from './header-list.tsx';
import { PlatformAnswer } from './platform-answer.tsx';
import type { RequestSection } from './request-pane.tsx';
import { UnfinishedAnswer } from './send-failure.tsx';
import { SentView } from './sent-view.tsx';
import { colourOfStatus } from './status-colour.ts';
import { TimingView } from './timing-view.tsx';

/** How an answer is looked at. */
export interface AnswerLook {
  readonly tab: string;
  readonly body: BodyChoice;
}

interface AnswerProps {
  readonly requestKey: string;
  /** Shows a part of the request. */
  readonly onSection: (section: RequestSection) => void;
  readonly exchange: Exchange;
  readonly look: AnswerLook;
  readonly onLook: (look: AnswerLook) => void;
}

/** An answer: status, time and size always in view, the rest in tabs. */
export function Answer({ exchange, requestKey, onSection, look, onLook }: AnswerProps) {
  const { response } = exchange;
  if (response === null) return null;
  const tabs = [
    { id: 'body', title: 'Body' },
    { id: 'headers', title: 'Headers', mark: response.headers.length },
    { id: 'timing', title: 'Timing' },
    { id: 'sent', title: 'Sent' },
  ] as const;
  return (
    <Tabs.Root
      data-answer
      value={look.tab}
      onValueChange={(next) => onLook({ ...look, tab: String(next) })}
      className="flex h-full flex-col"
    >
      <div className="@container flex min-h-8 shrink-0 flex-wrap items-center gap-x-1 border-b pr-2">
        <TabList label="Response" tabs={tabs} />
        {exchange.invocationId !== null && <TraceLink invocationId={exchange.invocationId} />}
        <div className="ml-auto flex h-8 items-center gap-1 pl-3">
          <Facts exchange={exchange} />
          <AnswersMenu requestKey={requestKey} exchange={exchange} />
        </div>
      </div>
      {exchange.failure === null ? (
        <PlatformAnswer exchange={exchange} onSection={onSection} />
      ) : (
        <UnfinishedAnswer failure={exchange.failure} onSection={onSection} />
      )}
      <Tabs.Panel value="body" className="min-h-0 grow overflow-hidden">
        <BodyPane exchange={exchange} choice={look.body} onChoice={(body) => onLook({ ...look, body })} />
      </Tabs.Panel>
      <Tabs.Panel value="headers" className="min-h-0 grow overflow-auto">
        <HeaderList headers={response.headers} />
      </Tabs.Panel>
      <Tabs.Panel value="timing" className="min-h-0 grow overflow-auto">
        <TimingView exchange={exchange} />
      </Tabs.Panel>
      <Tabs.Panel value="sent" className="min-h-0 grow overflow-auto">
        <SentView exchange={exchange} />
      </Tabs.Panel>
    </Tabs.Root>
  );
}

/** The trace is the tab beside the body, with how much there is to see. */
function TraceLink({ invocationId }: { readonly invocationId: string }) {
  const { data: trace, error } = useQuery(
    queries.invocations.trace.queryOptions({ input: { invocationId }, retry: 3, retryDelay: 200 }),
  );
  // What the gateway turned away has none.
  if (error !== null || (trace !== undefined && wasRefused(trace.invocation))) return null;
  return (
    <>
      <Link
        to="/trace/$invocationId"
        params={{ invocationId }}
        className="flex h-8 items-center px-2.5 whitespace-nowrap text-accent hover:underline"
      >
        Trace
        {trace !== undefined && <CallCount row={trace.invocation} />}
      </Link>
      {trace !== undefined && trace.invocation.run > 0 && (
        <span className="hidden font-mono text-small whitespace-nowrap text-ink-muted @2xl:inline">
          start {formatDuration(trace.invocation.start)}, run {formatDuration(trace.invocation.run)}
        </span>
      )}
    </>
  );
}

function CallCount({ row: { calls, errors } }: { readonly row: InvocationRow }) {
  return (
    <span className={classNames('pl-1.5 text-small', errors > 0 ? 'text-warn' : 'text-ink-faint')}>
      {calls === 1 ? '1 call' : `${calls.toLocaleString()} calls`}
      {errors > 0 && `, ${errors.toLocaleString()} failed`}
    </span>
  );
}

function Facts({ exchange }: { readonly exchange: Exchange }) {
  const { response, timing } = exchange;
  if (response === null) return null;
  return (
    <p className="flex items-center gap-3 whitespace-nowrap">
      <span className={classNames('font-mono font-medium', colourOfStatus(response.status))}>
        {response.status} {response.statusText}
      </span>
      {timing.total !== null && (
        <span className="font-mono text-small">{formatDuration(timing.total * 1_000)}</span>
      )}
      <span className="font-mono text-small text-ink-muted">{formatBytes(response.bodySize)}</span>
    </p>
  );
}

import { Tabs } from '@base-ui/react/tabs';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { SendHorizontal } from 'lucide-react';
import { memo, useState } from 'react';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { describeChord } from '../app/commands/key-chord.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { formatBytes, formatDuration } from '../ui/format.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { AnswersMenu } from './answers-menu.tsx';
import { BodyPane } from './body-pane.tsx';
import { HeaderList } from './header-list.tsx';
import { PlatformAnswer } from './platform-answer.tsx';
import type { RequestSection } from './request-pane.tsx';
import { SentView } from './sent-view.tsx';
import { TimingView } from './timing-view.tsx';

interface ResponsePaneProps {
  readonly requestKey: string;
  readonly exchangeId: string | null;
  /** Shows a part of the request; the same function each time. */
  readonly onSection: (section: RequestSection) => void;
}

/**
 * What came back: status, time and size always in view, the rest in tabs. It is drawn anew for another exchange alone,
 * not for every letter of the request beside it.
 */
export const ResponsePane = memo(function ResponsePane(props: ResponsePaneProps) {
  const { exchangeId } = props;
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
  if (exchange.failure !== null)
    return <SendFailure failure={exchange.failure} onSection={props.onSection} />;
  if (exchange.response === null || exchange.state === 'sending')
    return <EmptyState icon={SendHorizontal} title="Waiting for the answer" />;
  return <Answer {...props} exchange={exchange} />;
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

/** The part of the request that a failure is about. */
const sections: Readonly<Record<string, RequestSection>> = {
  'credentials-withheld': 'authentication',
  'invalid-header': 'headers',
  'too-many-redirects': 'options',
  timeout: 'options',
  'unresolved-variable': 'variables',
};

interface SendFailureProps {
  readonly failure: NonNullable<Exchange['failure']>;
  readonly onSection: (section: RequestSection) => void;
}

function SendFailure({ failure: { code, message, hint }, onSection }: SendFailureProps) {
  const section = sections[code];
  return (
    <div className="p-4">
      <Failure
        title="The request got no answer"
        error={message}
        hint={hint}
        actions={
          section !== undefined && <Button onClick={() => onSection(section)}>Show the {section}</Button>
        }
      />
    </div>
  );
}

function Answer({ exchange, requestKey, onSection }: ResponsePaneProps & { readonly exchange: Exchange }) {
  const [tab, setTab] = useState('body');
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
      value={tab}
      onValueChange={(next) => setTab(String(next))}
      className="flex h-full flex-col"
    >
      <div className="@container flex h-8 shrink-0 items-center gap-1 border-b pr-2">
        <TabList label="Response" tabs={tabs} />
        {exchange.invocationId !== null && <TraceLink invocationId={exchange.invocationId} />}
        <span className="grow" />
        <Facts exchange={exchange} />
        <AnswersMenu requestKey={requestKey} exchange={exchange} />
      </div>
      <PlatformAnswer exchange={exchange} onSection={onSection} />
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
  // What the gateway turned away at once has none.
  if (error !== null) return null;
  return (
    <>
      <Link
        to="/trace/$invocationId"
        params={{ invocationId }}
        className="flex h-full items-center px-2.5 whitespace-nowrap text-accent hover:underline"
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
      {calls.toLocaleString()} calls{errors > 0 && `, ${errors.toLocaleString()} failed`}
    </span>
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

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
  if (exchange.failure !== null) return <SendFailure failure={exchange.failure} />;
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
      <div className="flex h-8 shrink-0 items-center gap-1 border-b pr-2">
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

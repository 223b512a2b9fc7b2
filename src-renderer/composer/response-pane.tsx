import { useQuery } from '@tanstack/react-query';
import { Ban, SendHorizontal } from 'lucide-react';
import { memo, useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { describeChord } from '../app/commands/key-chord.ts';
import { goTo } from '../app/go-to.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Failure } from '../ui/failure.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { Answer, type AnswerLook } from './answer.tsx';
import { nothingChosen } from './body-views.tsx';
import { functionOf } from './platform-answers.ts';
import type { RequestSection } from './request-pane.tsx';
import { SendFailure } from './send-failure.tsx';

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
  // How an answer is looked at stays for the next one.
  const [look, setLook] = useState<AnswerLook>({ tab: 'body', body: nothingChosen });
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
  if (exchange.response !== null)
    return <Answer {...props} exchange={exchange} look={look} onLook={setLook} />;
  if (exchange.state === 'cancelled') return <Cancelled exchange={exchange} />;
  if (exchange.failure !== null)
    return <SendFailure failure={exchange.failure} url={exchange.request.url} onSection={props.onSection} />;
  return <Waiting exchange={exchange} />;
});

/** Says what a request to a function may be waiting for. */
function Waiting({ exchange }: { readonly exchange: Exchange }) {
  const { data: facts } = useQuery(queries.platform.facts.queryOptions());
  const isOurs = functionOf(exchange.request.url) !== undefined;
  return (
    <EmptyState icon={SendHorizontal} title="Waiting for the answer">
      {isOurs && facts !== undefined && facts.queued > 0 && (
        <>
          {facts.running} running and {facts.queued} queued on this platform: a function answers as many
          requests at once as it has instances.
        </>
      )}
      {isOurs && facts?.engine === 'restarting' && 'The engine is starting again.'}
    </EmptyState>
  );
}

function Cancelled({ exchange }: { readonly exchange: Exchange }) {
  const isOurs = functionOf(exchange.request.url) !== undefined;
  return (
    <EmptyState
      icon={Ban}
      title="Cancelled"
      actions={isOurs && <Button onClick={() => goTo('/invocations')}>Show the invocations</Button>}
    >
      Nothing of the answer had come.
      {isOurs && ' The function is ended: its trace tells what it had done until then.'}
    </EmptyState>
  );
}

function NothingSent() {
  const keys = [
    ['Mod+Enter', 'Send'],
    ['Mod+L', 'Address'],
    ['Mod+.', 'Cancel'],
    ['Mod+S', 'Save to a project'],
  ] as const;
  return (
    <EmptyState icon={SendHorizontal} title="Nothing sent yet">
      <dl className="grid grid-cols-[auto_auto_auto_auto] items-center gap-x-4 gap-y-1 text-left">
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

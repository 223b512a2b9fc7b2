import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { runCommand } from '../app/commands/registry.ts';
import { showArea } from '../app/layout/layout-state.ts';
import { queries } from '../rpc/client.ts';
import { compareWithSuccess } from '../traces/compare-invocations.tsx';
import { Button } from '../ui/button.tsx';
import {
  explainError,
  functionOf,
  type HelpfulAction,
  platformErrorOf,
  retryTime,
} from './platform-answers.ts';
import type { RequestSection } from './request-pane.tsx';
import { readBody } from './response-body.ts';

/** Longest body that the platform answers with by itself, bytes. */
const longestError = 65_536;

interface PlatformAnswerProps {
  readonly exchange: Exchange;
  /** Shows a part of the request. */
  readonly onSection: (section: RequestSection) => void;
}

/** What the platform's own answer means, with the actions that help; nothing where the function answered. */
export function PlatformAnswer({ exchange, onSection }: PlatformAnswerProps) {
  const { id, state, invocationId, response } = exchange;
  const { data: error = null } = useQuery({
    queryKey: ['platform-answer', id],
    queryFn: async () =>
      platformErrorOf(new TextDecoder().decode(await readBody(id, longestError)), invocationId),
    enabled: (response?.status ?? 0) >= 400 && state === 'done',
  });
  if (error === null) return null;
  const { text, actions } = explainError(error);
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 border-b bg-bad-wash px-3 py-1.5 text-bad">
      <CircleAlert size={15} aria-hidden className="shrink-0 self-start mt-1" />
      <span className="grow whitespace-pre-wrap">{text}</span>
      {actions.map((action) =>
        action === 'resend' ? (
          <Resend key={action} at={retryTime(exchange)} />
        ) : (
          <HelpButton key={action} action={action} exchange={exchange} onSection={onSection} />
        ),
      )}
    </div>
  );
}

const titles: Readonly<Record<Exclude<HelpfulAction, 'resend'>, string>> = {
  deploy: 'Deploy it',
  trace: 'Open the trace',
  success: 'Compare with the last success',
  limits: 'Limits',
  functions: 'Show the functions',
  body: 'Show the body',
  parameters: 'Show the parameters',
};

interface HelpButtonProps {
  readonly action: Exclude<HelpfulAction, 'resend'>;
  readonly exchange: Exchange;
  readonly onSection: (section: RequestSection) => void;
}

function HelpButton({ action, exchange, onSection }: HelpButtonProps) {
  const navigate = useNavigate();
  const invocationId = exchange.invocationId ?? '';
  const { data: trace } = useQuery(
    queries.invocations.trace.queryOptions({
      input: { invocationId },
      enabled: action === 'success',
      retry: 3,
      retryDelay: 200,
    }),
  );
  const functionId = functionOf(exchange.request.url);
  const showFunction = (section: 'overview' | 'settings'): void => {
    if (functionId !== undefined)
      void navigate({ to: '/function/$functionId', params: { functionId }, search: { section } });
  };
  const run = (): void => {
    if (action === 'deploy') showFunction('overview');
    if (action === 'limits') showFunction('settings');
    if (action === 'functions') showArea('project');
    if (action === 'body' || action === 'parameters') onSection(action);
    if (action === 'trace') void navigate({ to: '/trace/$invocationId', params: { invocationId } });
    if (action === 'success' && trace !== undefined) void compareWithSuccess(trace.invocation);
  };
  return <Button onClick={run}>{titles[action]}</Button>;
}

/** Sends again, once the time that the answer asked for is over. */
function Resend({ at }: { readonly at: number | null }) {
  const [now, setNow] = useState(() => Date.now());
  const wait = Math.max(0, Math.ceil(((at ?? 0) - now) / 1_000));
  useEffect(() => {
    if (wait === 0) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [wait]);
  return (
    <Button disabled={wait > 0} onClick={() => runCommand('request.send')}>
      {wait > 0 ? `Send again in ${wait} s` : 'Send again'}
    </Button>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CircleAlert } from 'lucide-react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { showArea } from '../app/layout/layout-state.ts';
import { Button } from '../ui/button.tsx';
import { errorOf, explainAnswer, functionOf } from './platform-answers.ts';
import { readBody } from './response-body.ts';

/** What the platform's own answer means, with the action that helps; nothing where the function answered. */
export function PlatformAnswer({ exchange }: { readonly exchange: Exchange }) {
  const status = exchange.response?.status ?? 0;
  const { data: error = null } = useQuery({
    queryKey: ['platform-answer', exchange.id],
    queryFn: async () => errorOf(new TextDecoder().decode(await readBody(exchange.id, 65_536))),
    enabled: status >= 400 && exchange.state === 'done',
  });
  const navigate = useNavigate();
  const explanation = explainAnswer(exchange, error);
  if (explanation === undefined) return null;
  const functionId = functionOf(exchange.request.url);
  const { invocationId } = exchange;
  const show = (section: 'overview' | 'settings'): void => {
    if (functionId !== undefined)
      void navigate({ to: '/function/$functionId', params: { functionId }, search: { section } });
  };
  return (
    <div role="status" className="flex shrink-0 items-center gap-2 border-b bg-bad-wash px-3 py-1.5 text-bad">
      <CircleAlert size={15} aria-hidden className="shrink-0" />
      <span className="grow">{explanation.text}</span>
      {explanation.action === 'deploy' && <Button onClick={() => show('overview')}>Deploy it</Button>}
      {explanation.action === 'limits' && <Button onClick={() => show('settings')}>Limits</Button>}
      {explanation.action === 'functions' && (
        <Button onClick={() => showArea('project')}>Show the functions</Button>
      )}
      {explanation.action === 'trace' && invocationId !== null && (
        <Button onClick={() => void navigate({ to: '/trace/$invocationId', params: { invocationId } })}>
          Open the trace
        </Button>
      )}
    </div>
  );
}

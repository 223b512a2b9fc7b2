import { useQuery } from '@tanstack/react-query';
import { CircleAlert } from 'lucide-react';
import { goTo } from '../app/go-to.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { capitalised } from './outcome.tsx';

/** Says that new invocations can't be kept, and are missing below, while that is so. */
export function UnkeptInvocations() {
  const { data: facts } = useQuery(queries.platform.facts.queryOptions());
  const reason = facts?.unkeptTraces ?? null;
  if (reason === null) return null;
  const why = `${capitalised(reason.replace(/\.$/, ''))}.`;
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-2 border-b bg-bad-wash py-1 pr-1 pl-3 text-bad select-text"
    >
      <CircleAlert size={15} aria-hidden className="shrink-0" />
      <span className="min-w-0 grow">
        New invocations are missing here, because they could not be kept. {why}
      </span>
      <Button onClick={() => goTo('/settings/storage')}>Show the storage</Button>
    </div>
  );
}

import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { PageError } from '../ui/failure.tsx';
import { InvocationTable } from './invocation-table.tsx';
import { InvocationsBar } from './invocations-bar.tsx';
import { NoInvocations } from './no-invocations.tsx';
import { UnkeptInvocations } from './unkept-invocations.tsx';
import { useInvocations } from './use-invocations.ts';

/** Every invocation, live, as the sidebar's filter has it; older ones come as one scrolls to them. */
export function InvocationsPage() {
  const { rows, stretch, error, isPaused, hasOlder, fetchOlder, pause, resume } = useInvocations();
  const [selected, setSelected] = useState<string | null>(null);
  const navigate = useNavigate();
  if (error !== null)
    return (
      <PageError
        title="The invocations can't be read"
        error={error}
        actions={<Button onClick={resume}>Try again</Button>}
      />
    );
  if (rows === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">Invocations</h1>
      <InvocationsBar
        count={rows.length}
        hasOlder={hasOlder}
        isPaused={isPaused}
        onPause={pause}
        onResume={resume}
      />
      <UnkeptInvocations />
      <div className="min-h-0 grow">
        {rows.length === 0 ? (
          <NoInvocations />
        ) : (
          <InvocationTable
            key={stretch}
            rows={rows}
            selected={selected}
            onSelect={(row) => setSelected(row.id)}
            onOpen={(row) => void navigate({ to: '/trace/$invocationId', params: { invocationId: row.id } })}
            onEnd={fetchOlder}
          />
        )}
      </div>
    </div>
  );
}

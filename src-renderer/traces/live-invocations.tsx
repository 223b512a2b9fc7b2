import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { queries } from '../rpc/client.ts';
import { InvocationTable } from './invocation-table.tsx';
import { UnkeptInvocations } from './unkept-invocations.tsx';

/** The newest invocations in the bottom panel, unfiltered: what happened just now. */
export function LiveInvocations() {
  const { data: rows = [] } = useQuery(queries.invocations.list.queryOptions({ input: { limit: 100 } }));
  const [selected, setSelected] = useState<string | null>(null);
  const navigate = useNavigate();
  return (
    <div className="flex h-full flex-col">
      <UnkeptInvocations />
      {rows.length === 0 ? (
        <p className="p-3 text-ink-muted">Nothing was invoked yet. Calls show up here as they happen.</p>
      ) : (
        <div className="min-h-0 grow">
          <InvocationTable
            rows={rows}
            selected={selected}
            onSelect={(row) => setSelected(row.id)}
            onOpen={(row) => void navigate({ to: '/trace/$invocationId', params: { invocationId: row.id } })}
          />
        </div>
      )}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Activity, FilterX } from 'lucide-react';
import { useState } from 'react';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { PageError } from '../ui/failure.tsx';
import { useInvocationFilter } from './invocation-filter.ts';
import { InvocationTable } from './invocation-table.tsx';

/** Every invocation, live, as the sidebar's filter has it. */
export function InvocationsPage() {
  const filter = useInvocationFilter();
  const { data: rows, error } = useQuery(
    queries.invocations.list.queryOptions({ input: filter, placeholderData: keep }),
  );
  const [selected, setSelected] = useState<string | null>(null);
  const navigate = useNavigate();
  if (error !== null) return <PageError title="The invocations can't be read" error={error} />;
  if (rows === undefined) return null;
  if (rows.length === 0) return <NoInvocations />;
  return (
    <>
      <h1 className="sr-only">Invocations</h1>
      <InvocationTable
        rows={rows}
        selected={selected}
        onSelect={(row) => setSelected(row.id)}
        onOpen={(row) => void navigate({ to: '/trace/$invocationId', params: { invocationId: row.id } })}
      />
    </>
  );
}

/** The rows of the former filter stay until the new ones are there: nothing flickers while somebody types. */
function keep<Rows>(rows: Rows): Rows {
  return rows;
}

function NoInvocations() {
  const filter = useInvocationFilter();
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const isFiltered =
    filter.text !== '' ||
    filter.outcome !== 'all' ||
    Boolean(filter.functionId ?? filter.trigger ?? filter.source);
  if (isFiltered)
    return (
      <EmptyState
        icon={FilterX}
        title="No invocation matches the filter"
        actions={
          <Button onClick={() => useInvocationFilter.setState(useInvocationFilter.getInitialState(), true)}>
            Clear the filter
          </Button>
        }
      />
    );
  const command = `curl ${info?.gatewayUrl ?? ''}/<function_id>`;
  return (
    <EmptyState
      icon={Activity}
      title="Nothing was invoked yet"
      actions={
        <Button onClick={() => void navigator.clipboard.writeText(command)}>Copy the curl line</Button>
      }
    >
      Every call to a function shows up here, whatever sent it: the composer, a browser, or
      <pre className="mt-2 rounded-control bg-pane p-2 select-text">{command}</pre>
    </EmptyState>
  );
}

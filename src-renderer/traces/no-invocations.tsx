import { useQuery } from '@tanstack/react-query';
import { Activity, Copy, FilterX } from 'lucide-react';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { copyText } from '../ui/copy-text.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { clearInvocationFilter, isFiltered, useInvocationFilter } from './invocation-filter.ts';

/** What stands where invocations would be: the way to see some. */
export function NoInvocations() {
  const filter = useInvocationFilter();
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: functions } = useQuery(queries.functions.list.queryOptions());
  if (isFiltered(filter))
    return (
      <EmptyState
        icon={FilterX}
        title="No invocation matches the filter"
        actions={<Button onClick={clearInvocationFilter}>Clear the filter</Button>}
      />
    );
  const served = functions?.find(({ activeReleaseNumber }) => activeReleaseNumber !== null);
  const url = served?.url ?? `${info?.gatewayUrl ?? ''}/<function_id>`;
  const command = `curl '${url}?trigger=http'`;
  return (
    <EmptyState
      icon={Activity}
      title="Nothing was invoked yet"
      actions={
        <span className="flex items-center gap-1">
          <code className="rounded-control bg-pane px-2 py-1 break-all select-text">{command}</code>
          <IconButton
            icon={Copy}
            label="Copy the curl line"
            onClick={() => void copyText(command, 'The curl line')}
          />
        </span>
      }
    >
      Every call to a function shows up here, whatever sent it: the composer, a browser, or this.
    </EmptyState>
  );
}

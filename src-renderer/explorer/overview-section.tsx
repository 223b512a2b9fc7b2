import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { queries } from '../rpc/client.ts';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { formatMemory } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Sparkline } from './sparkline.tsx';

/** The facts of a function at a glance. */
export function OverviewSection({ subject }: { readonly subject: FunctionSummary }) {
  const { data: rows = [] } = useQuery(
    queries.invocations.list.queryOptions({ input: { functionId: subject.id, limit: 20 } }),
  );
  const navigate = useNavigate();
  const curl = `curl '${subject.url}?trigger=http'`;
  return (
    <FactList>
      <Fact name="Call it">
        <code className="truncate rounded-control bg-pane px-2 py-1 select-text">{curl}</code>
        <IconButton
          icon={Copy}
          label="Copy the curl line"
          onClick={() => void navigator.clipboard.writeText(curl)}
        />
      </Fact>
      <Fact name="Active release">
        {subject.activeReleaseNumber === null
          ? 'Nothing deployed. Deploy builds a release and starts it.'
          : `v${subject.activeReleaseNumber}`}
      </Fact>
      <Fact name="Memory">{formatMemory(subject.maxMemory)} at most</Fact>
      <Fact name="Instances">{subject.maxInstances} at once</Fact>
      <Fact name="Last invocations">
        {rows.length === 0 ? (
          <span className="text-ink-muted">None yet.</span>
        ) : (
          <Sparkline
            rows={rows.toReversed()}
            onOpen={(row) => void navigate({ to: '/trace/$invocationId', params: { invocationId: row.id } })}
          />
        )}
      </Fact>
      <Fact name="Id">
        <code className="truncate select-text">{subject.id}</code>
        <IconButton
          icon={Copy}
          label="Copy the id"
          onClick={() => void navigator.clipboard.writeText(subject.id)}
        />
      </Fact>
      {subject.description !== null && <Fact name="Description">{subject.description}</Fact>}
      {subject.tag !== null && <Fact name="Tag">{subject.tag}</Fact>}
    </FactList>
  );
}

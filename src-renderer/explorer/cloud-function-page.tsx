import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CloudOff, Copy, Rocket } from 'lucide-react';
import { deploymentStatusSchema } from '../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../src-main/contract/function.ts';
import type { CloudDeployment } from '../../src-main/contract/rpc/cloud.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { CloudTag } from '../ui/cloud-tag.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatMemory } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';

/** A function of the cloud, to look at: what it is, what it is given, and what was deployed. */
export function CloudFunctionPage() {
  const { ownerId, functionId } = useParams({ from: '/cloud/$ownerId/$functionId' });
  const { data: functions, error } = useQuery(queries.cloud.functions.queryOptions({ input: { ownerId } }));
  const found = functions?.find(({ id }) => id === functionId);
  useTabTitle(found && `${found.name ?? functionId} (CLOUD)`);
  if (error !== null) return <PageError title="The cloud can't be asked" error={error} />;
  if (functions === undefined) return null;
  if (found === undefined)
    return (
      <EmptyState icon={CloudOff} title="Not in the cloud">
        {ownerId} has no function {functionId}. It may have been deleted there.
      </EmptyState>
    );
  return (
    <div className="h-full overflow-auto">
      <header className="border-b px-4 py-2.5">
        <h1 className="flex items-center gap-2 text-title font-semibold">
          <span className="truncate">{found.name ?? found.id}</span> <CloudTag />
        </h1>
        <p className="text-ink-muted">
          Read only: Atelier shows what is in the cloud and changes nothing there.
        </p>
      </header>
      <Facts subject={found} />
      <h2 className="border-b px-4 pb-1 font-semibold">Deployments</h2>
      <CloudDeployments ownerId={ownerId} functionId={functionId} />
    </div>
  );
}

function Facts({ subject }: { readonly subject: CloudFunction }) {
  const names = Object.keys(subject.environment);
  return (
    <FactList>
      <Fact name="Id">
        <code className="truncate select-text">{subject.id}</code>
        <IconButton
          icon={Copy}
          label="Copy the id"
          onClick={() => void navigator.clipboard.writeText(subject.id)}
        />
      </Fact>
      <Fact name="Memory">{formatMemory(subject.maxMemory)} at most</Fact>
      <Fact name="Instances">{subject.maxInstances} at once</Fact>
      <Fact name="Variables">{names.length === 0 ? 'None' : names.join(', ')}</Fact>
      {subject.description !== null && <Fact name="Description">{subject.description}</Fact>}
      {subject.tag !== null && <Fact name="Tag">{subject.tag}</Fact>}
    </FactList>
  );
}

function CloudDeployments(input: { readonly ownerId: string; readonly functionId: string }) {
  const { data: deployments, error } = useQuery(queries.cloud.deployments.queryOptions({ input }));
  if (error !== null) return <PageError title="The deployments can't be listed" error={error} />;
  if (deployments?.length === 0)
    return (
      <EmptyState icon={Rocket} title="Nothing deployed">
        The cloud knows of no deployment of this function.
      </EmptyState>
    );
  return (
    <ul aria-label="Deployments in the cloud">
      {deployments?.map((deployment) => (
        <li
          key={deployment.id}
          className="grid grid-cols-[10rem_8rem_8rem_minmax(0,1fr)] items-center gap-3 border-b px-4 py-1.5"
        >
          <CloudStatus status={deployment.status} />
          <span>{deployment.platform}</span>
          <span className="text-ink-muted">
            <Age of={deployment.createdAt} />
          </span>
          <span className="truncate">
            {deployment.errorReason === null ? (
              <span className="font-mono text-small text-ink-muted select-text">{deployment.url}</span>
            ) : (
              <span className="text-bad">{deployment.errorReason}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A state in our words where we know it, and otherwise as the cloud calls it. */
function CloudStatus({ status }: Pick<CloudDeployment, 'status'>) {
  const { data: known } = deploymentStatusSchema.safeParse(status);
  return known === undefined ? <span>{status}</span> : <DeploymentState deployment={{ status: known }} />;
}

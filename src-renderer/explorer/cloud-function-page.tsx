import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CloudOff } from 'lucide-react';
import { deploymentStatusSchema } from '../../src-main/contract/deployment.ts';
import type { CloudFunction } from '../../src-main/contract/function.ts';
import { type Platform, platformSchema } from '../../src-main/contract/platform-code.ts';
import type { CloudDeployment } from '../../src-main/contract/rpc/cloud.ts';
import { CloseTabButton } from '../app/tabs/close-tab-button.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { CloudTag } from '../ui/cloud-tag.tsx';
import { Copied } from '../ui/copied.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Fact, FactList } from '../ui/fact-list.tsx';
import { PageError } from '../ui/failure.tsx';
import { formatMemory } from '../ui/format.ts';
import { Truncated } from '../ui/truncated.tsx';

/** A function of the cloud, to look at: what it is, what it is given, and what was deployed. */
export function CloudFunctionPage() {
  const { ownerId, functionId } = useParams({ from: '/cloud/$ownerId/$functionId' });
  const { data: functions, error } = useQuery(queries.cloud.functions.queryOptions({ input: { ownerId } }));
  const found = functions?.find(({ id }) => id === functionId);
  useTabTitle(found && `${found.name ?? functionId} (CLOUD)`);
  if (error !== null)
    return (
      <PageError
        title="This function of the cloud can't be shown"
        error={error}
        actions={<CloseTabButton />}
      />
    );
  if (functions === undefined) return null;
  if (found === undefined)
    return (
      <EmptyState icon={CloudOff} title="Not in the cloud" actions={<CloseTabButton />}>
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
      <DeployedFunction subject={found} />
    </div>
  );
}

function DeployedFunction({ subject }: { readonly subject: CloudFunction }) {
  const { id: functionId, ownerId } = subject;
  const { data: deployments, error } = useQuery(
    queries.cloud.deployments.queryOptions({ input: { ownerId, functionId } }),
  );
  return (
    <>
      <Facts subject={subject} url={deployments?.find(({ url }) => url !== null)?.url ?? null} />
      <h2 className="border-b px-4 pb-1 font-semibold">Deployments</h2>
      {error !== null && <PageError title="The deployments can't be listed" error={error} />}
      {deployments !== undefined && <CloudDeployments deployments={deployments} />}
    </>
  );
}

interface FactsProps {
  readonly subject: CloudFunction;
  /** Where it answers; null where it was never deployed. */
  readonly url: string | null;
}

function Facts({ subject, url }: FactsProps) {
  const names = Object.keys(subject.environment);
  return (
    <FactList>
      {url !== null && (
        <Fact name="Endpoint">
          <Copied text={url} what="The endpoint" />
        </Fact>
      )}
      {subject.description !== null && (
        <Fact name="Description">
          <p className="py-1 whitespace-pre-line">{subject.description}</p>
        </Fact>
      )}
      {subject.tag !== null && <Fact name="Tag">{subject.tag}</Fact>}
      <Fact name="Id">
        <Copied text={subject.id} what="The id" />
      </Fact>
      <Fact name="Memory">{formatMemory(subject.maxMemory)} at most</Fact>
      <Fact name="Instances">{subject.maxInstances} at once</Fact>
      <Fact name="Variables">
        <p className="py-1">{names.length === 0 ? 'None' : names.join(', ')}</p>
      </Fact>
    </FactList>
  );
}

function CloudDeployments({ deployments }: { readonly deployments: readonly CloudDeployment[] }) {
  if (deployments.length === 0)
    return <p className="p-4 text-ink-muted">The cloud knows of no deployment of this function.</p>;
  return (
    <ul aria-label="Deployments in the cloud">
      {deployments.map((deployment) => (
        <li
          key={deployment.id}
          className="grid grid-cols-[10rem_8rem_8rem_minmax(0,1fr)] items-center gap-3 border-b px-4 py-1.5"
        >
          <CloudStatus status={deployment.status} />
          <span>{languageOf(deployment.platform)}</span>
          <span className="text-ink-muted">
            <Age of={deployment.createdAt} />
          </span>
          <Truncated text={deployment.errorReason?.split('\n')[0] ?? ''} className="text-bad" />
        </li>
      ))}
    </ul>
  );
}

/** What people call what a platform code stands for; one that is new to us as the cloud writes it. */
function languageOf(platform: string): string {
  const { data: known } = platformSchema.safeParse(platform);
  return known === undefined ? platform : languages[known];
}

const languages: Readonly<Record<Platform, string>> = {
  JAVA_SCRIPT: 'JavaScript',
  ASSEMBLY_SCRIPT: 'AssemblyScript',
  RUST: 'Rust',
  TINY_GO: 'Go',
};

/** A state in our words where we know it, and otherwise as the cloud calls it. */
function CloudStatus({ status }: Pick<CloudDeployment, 'status'>) {
  const { data: known } = deploymentStatusSchema.safeParse(status);
  return known === undefined ? <span>{status}</span> : <DeploymentState deployment={{ status: known }} />;
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../rpc/client.ts';
import { Age } from '../../ui/age.tsx';
import { Copied } from '../../ui/copied.tsx';
import { DeploymentState } from '../../ui/deployment-state.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { formatMemory } from '../../ui/format.ts';
import { Gone } from './gone.tsx';

/** A function: what it is called, where it answers, what is live, and its limits. */
export function FunctionFacts({ functionId }: { readonly functionId: string }) {
  const { data: subject, isError } = useQuery(queries.functions.get.queryOptions({ input: { functionId } }));
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  if (subject === undefined) return isError ? <Gone what="function" /> : null;
  const project = projects.find(({ functions }) =>
    functions.some((entry) => entry.functionId === functionId),
  );
  const variables = Object.keys(subject.environment).length;
  const { latestDeployment } = subject;
  return (
    <FactList narrow>
      <Fact name="Function">
        <Link to="/function/$functionId" params={{ functionId }} className="truncate text-accent">
          {subject.name ?? functionId}
        </Link>
      </Fact>
      <Fact name="Id">
        <Copied text={subject.id} what="The function's id" />
      </Fact>
      <Fact name="Endpoint">
        <Copied text={subject.url} what="The function's endpoint" />
      </Fact>
      <Fact name="Live">
        {subject.activeReleaseNumber === null ? 'Nothing deployed' : `v${subject.activeReleaseNumber}`}
      </Fact>
      {latestDeployment !== null && (
        <Fact name="Deployment">
          <DeploymentState deployment={latestDeployment} />
          <span className="truncate text-ink-muted">
            <Age of={latestDeployment.createdAt} />
          </span>
        </Fact>
      )}
      <Fact name="Memory">{formatMemory(subject.maxMemory)} at most</Fact>
      <Fact name="Instances">{subject.maxInstances} at once</Fact>
      <Fact name="Variables">{variables === 0 ? 'None' : variables}</Fact>
      {project !== undefined && <Fact name="Project">{project.name}</Fact>}
      <Fact name="Made">
        <Age of={subject.createdAt} />
      </Fact>
    </FactList>
  );
}

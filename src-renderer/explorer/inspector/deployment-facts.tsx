import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queries } from '../../rpc/client.ts';
import { Age } from '../../ui/age.tsx';
import { Copied } from '../../ui/copied.tsx';
import { DeploymentState } from '../../ui/deployment-state.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { Gone } from './gone.tsx';
import { ReleaseFacts } from './release-facts.tsx';

/** A deployment and the release that it put into service, or tried to. */
export function DeploymentFacts({ deploymentId }: { readonly deploymentId: string }) {
  const { data: deployment, isError } = useQuery(
    queries.deployments.get.queryOptions({ input: { deploymentId } }),
  );
  if (deployment === undefined) return isError ? <Gone what="deployment" /> : null;
  return (
    <>
      <FactList narrow>
        <Fact name="Deployment">
          <DeploymentState deployment={deployment} />
        </Fact>
        <Fact name="Id">
          <Copied text={deployment.id} what="The deployment's id" />
        </Fact>
        <Fact name="Begun">
          <Age of={deployment.createdAt} />
        </Fact>
        {deployment.releaseId === null && (
          <Fact name="Function">
            <Link
              to="/function/$functionId"
              params={{ functionId: deployment.functionId }}
              className="truncate text-accent"
            >
              {deployment.functionId}
            </Link>
          </Fact>
        )}
      </FactList>
      {deployment.releaseId !== null && (
        <div className="border-t">
          <ReleaseFacts releaseId={deployment.releaseId} />
        </div>
      )}
    </>
  );
}

import { ORPCError } from '@orpc/client';
import { useQuery } from '@tanstack/react-query';
import { type Diagnostic, diagnosticsOf } from '../../src-main/contract/diagnostic.ts';
import { missingSecretsOf } from '../../src-main/contract/missing-secrets.ts';
import { goTo } from '../app/go-to.ts';
import { fileAddress } from '../editor/file-address.ts';
import { askForSecrets, setSecretsLabel } from '../explorer/missing-secrets.tsx';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { ProblemList } from './problem-list.tsx';

interface BuildFailureProps {
  readonly title: string;
  readonly error: unknown;
  readonly projectId: string;
}

/** Why something of a project was not deployed or saved; what a compiler complains of, or the manifest lacks, leads there. */
export function BuildFailure({ title, error, projectId }: BuildFailureProps) {
  const details: Readonly<Record<string, unknown>> = error instanceof ORPCError ? (error.data ?? {}) : {};
  const problems = diagnosticsOf(details);
  const secrets = missingSecretsOf(details);
  const told = useToldProblem(error, projectId);
  if (problems.length === 0)
    return (
      <Failure
        title={title}
        error={error}
        actions={
          secrets.length > 0 ? (
            <Button onClick={() => askForSecrets(projectId, secrets)}>{setSecretsLabel(secrets)}</Button>
          ) : (
            told && <PlaceButton problem={told} projectId={projectId} />
          )
        }
      />
    );
  return (
    <section role="alert" className="flex flex-col gap-2">
      <h2 className="font-semibold text-bad">{title}: the source does not compile.</h2>
      <ProblemList problems={problems} projectId={projectId} />
    </section>
  );
}

/** The problem among those of the project that says the same, for it knows where that is: a line of the manifest. */
function useToldProblem(error: unknown, projectId: string): Diagnostic | undefined {
  const { data: projects } = useQuery(queries.projects.list.queryOptions());
  const project = projects?.find(({ id }) => id === projectId);
  return project?.problems.find(({ message }) => error instanceof Error && message === error.message);
}

function PlaceButton({ problem, projectId }: { readonly problem: Diagnostic; readonly projectId: string }) {
  const { file, line, column } = problem;
  if (file === null) return null;
  const place = line === null ? '' : `?line=${line}&column=${column ?? 1}`;
  return <Button onClick={() => goTo(fileAddress(projectId, file) + place)}>Open {file}</Button>;
}

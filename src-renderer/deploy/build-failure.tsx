import { ORPCError } from '@orpc/client';
import { diagnosticsOf } from '../../src-main/contract/diagnostic.ts';
import { missingSecretsOf } from '../../src-main/contract/missing-secrets.ts';
import { askForSecrets, setSecretsLabel } from '../explorer/missing-secrets.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { ProblemList } from './problem-list.tsx';

interface BuildFailureProps {
  readonly title: string;
  readonly error: unknown;
  readonly projectId: string;
}

/** Why something of a project was not deployed or saved; what a compiler complains of leads to its lines. */
export function BuildFailure({ title, error, projectId }: BuildFailureProps) {
  const details: Readonly<Record<string, unknown>> = error instanceof ORPCError ? (error.data ?? {}) : {};
  const problems = diagnosticsOf(details);
  const secrets = missingSecretsOf(details);
  if (problems.length === 0)
    return (
      <Failure
        title={title}
        error={error}
        actions={
          secrets.length > 0 && (
            <Button onClick={() => askForSecrets(projectId, secrets)}>{setSecretsLabel(secrets)}</Button>
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

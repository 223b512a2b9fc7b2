import { Rocket } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../app/commands/use-commands.ts';
import { goTo } from '../app/go-to.ts';
import { pageCommands } from '../app/page-commands.ts';
import { type ProjectFunction, useProjectFunction } from '../explorer/project-function.ts';
import { Button } from '../ui/button.tsx';
import { Elapsed } from '../ui/elapsed.tsx';
import { BuildFailure } from './build-failure.tsx';

/** A build that is asked for from a page, and what came of it there. */
export interface SourceDeploy {
  readonly source: ProjectFunction;
  /** Since when it is being built; null while it is not. */
  readonly startedAt: number | null;
  /** Why the last one did not begin. */
  readonly error: unknown;
  run(): Promise<void>;
}

/** The way to build and deploy a function from its source; undefined where no open project has it. */
export function useSourceDeploy(functionId: string): SourceDeploy | undefined {
  const source = useProjectFunction(functionId);
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const run = async (): Promise<void> => {
    if (source === undefined || startedAt !== null) return;
    setStartedAt(Date.now());
    setError(null);
    try {
      goTo(`/deploy/${await source.deploy()}`);
    } catch (cause) {
      setError(cause);
    }
    setStartedAt(null);
  };
  useCommands(
    source === undefined ? [] : [{ ...pageCommands.file.deploy, title: `Deploy ${source.name}`, run }],
  );
  return source && { source, startedAt, error, run };
}

interface DeploySourceButtonProps {
  readonly deploy: SourceDeploy;
  readonly label: string;
  readonly look?: 'primary' | 'plain';
}

/** The button that does it; while compilers beside the source run, it says so, and how long they have. */
export function DeploySourceButton({ deploy, label, look = 'primary' }: DeploySourceButtonProps) {
  const { startedAt, run } = deploy;
  return (
    <Button look={look} icon={Rocket} disabled={startedAt !== null} onClick={() => void run()}>
      {startedAt === null ? (
        label
      ) : (
        <>
          Building <Elapsed since={startedAt} />
        </>
      )}
    </Button>
  );
}

/** Why the last attempt did not become a deployment; nothing while there is nothing to say. */
export function DeploySourceFailure({ deploy: { source, error } }: { readonly deploy: SourceDeploy }) {
  if (error === null) return null;
  return (
    <BuildFailure title={`${source.name} was not deployed`} error={error} projectId={source.projectId} />
  );
}

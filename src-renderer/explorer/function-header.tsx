import { Link, useNavigate } from '@tanstack/react-router';
import { Copy, Rocket, SendHorizontal, Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { useCommands } from '../app/commands/use-commands.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { Button } from '../ui/button.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { Elapsed } from '../ui/elapsed.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { showNotice } from '../ui/notice.tsx';
import { Truncated } from '../ui/truncated.tsx';
import { askToDelete } from './delete-function.tsx';
import { deployFile } from './deploy-file.ts';
import { useProjectFunction } from './project-function.ts';

/** What a function is called, where it answers, and the ways to deploy it. */
export function FunctionHeader({ subject }: { readonly subject: FunctionSummary }) {
  const { latestDeployment, activeReleaseNumber } = subject;
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-2.5">
      <div className="min-w-0 grow">
        <h1 className="flex items-center gap-2 text-title font-semibold">
          <Truncated text={subject.name ?? subject.id} />
          {activeReleaseNumber !== null && (
            <span className="shrink-0 rounded-small bg-good-wash px-1.5 text-small font-medium text-good">
              v{activeReleaseNumber} live
            </span>
          )}
          {latestDeployment !== null && latestDeployment.id !== subject.activeDeploymentId && (
            <Link
              to="/deploy/$deploymentId"
              params={{ deploymentId: latestDeployment.id }}
              className="shrink-0 text-small font-normal hover:underline"
            >
              <span className="sr-only">Last deployment: </span>
              <DeploymentState deployment={latestDeployment} />
            </Link>
          )}
        </h1>
        <p className="flex items-center gap-1 font-mono text-small text-ink-muted">
          <Truncated text={subject.url} className="select-text" />
          <IconButton
            icon={Copy}
            label="Copy the endpoint"
            onClick={() => void navigator.clipboard.writeText(subject.url)}
          />
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Button icon={SendHorizontal} onClick={() => void newScratch(subject.id)}>
          Send a request
        </Button>
        <DeployButtons subject={subject} />
        <IconButton icon={Trash2} label="Delete this function" onClick={() => askToDelete([subject.id])} />
      </div>
    </header>
  );
}

function DeployButtons({ subject }: { readonly subject: FunctionSummary }) {
  const input = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const deploySource = useProjectFunction(subject.id);
  const show = (deploymentId: string): void =>
    void navigate({ to: '/deploy/$deploymentId', params: { deploymentId } });
  const [startedAt, setStartedAt] = useState<number | null>(null);
  const deploy = async (): Promise<void> => {
    if (startedAt !== null) return;
    setStartedAt(Date.now());
    await deploySource?.().then(show, fail);
    setStartedAt(null);
  };
  const fail = (error: unknown): void =>
    showNotice({ text: error instanceof Error ? error.message : 'The deployment could not be started.' });
  useCommands(
    deploySource === undefined
      ? []
      : [
          {
            id: 'deploy.current',
            group: 'Deploy',
            title: `Deploy ${subject.name ?? subject.id}`,
            keys: 'Mod+Shift+D',
            icon: Rocket,
            run: deploy,
          },
        ],
  );
  return (
    <div className="flex gap-2">
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Source or module to deploy"
        accept=".js,.mjs,.ts,.rs,.go,.wasm"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void deployFile(subject.id, file).then(show, fail);
        }}
      />
      <Button icon={Upload} onClick={() => input.current?.click()}>
        Deploy a file
      </Button>
      {deploySource !== undefined && (
        <Button look="primary" icon={Rocket} disabled={startedAt !== null} onClick={() => void deploy()}>
          {startedAt === null ? (
            'Deploy'
          ) : (
            <>
              Building <Elapsed since={startedAt} />
            </>
          )}
        </Button>
      )}
    </div>
  );
}

import { Link } from '@tanstack/react-router';
import { SendHorizontal, Trash2, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { goTo } from '../app/go-to.ts';
import { newScratch } from '../composer/composer-commands.ts';
import { DeploySourceButton, DeploySourceFailure, useSourceDeploy } from '../deploy/deploy-source.tsx';
import { Button } from '../ui/button.tsx';
import { Copied } from '../ui/copied.tsx';
import { DeploymentState } from '../ui/deployment-state.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { showFailure } from '../ui/notice.tsx';
import { Truncated } from '../ui/truncated.tsx';
import { askToDelete } from './delete-function.tsx';
import { deployFile } from './deploy-file.ts';

/** What a function is called, where it answers, and the ways to deploy it. */
export function FunctionHeader({ subject }: { readonly subject: FunctionSummary }) {
  const { latestDeployment, activeReleaseNumber } = subject;
  const deploy = useSourceDeploy(subject.id);
  return (
    <>
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
                className="flex shrink-0 items-center gap-1 text-small font-normal text-ink-muted hover:underline"
              >
                Last deployment:
                <DeploymentState deployment={latestDeployment} />
              </Link>
            )}
          </h1>
          <p className="flex items-center gap-1 font-mono text-small text-ink-muted">
            <Copied text={subject.url} what="The endpoint" />
          </p>
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-2">
          <Button icon={SendHorizontal} onClick={() => void newScratch(subject.id)}>
            Send a request
          </Button>
          <DeployFileButton
            functionId={subject.id}
            look={deploy === undefined && activeReleaseNumber === null ? 'primary' : 'plain'}
          />
          {deploy !== undefined && <DeploySourceButton deploy={deploy} label="Deploy" />}
          <IconButton icon={Trash2} label="Delete this function" onClick={() => askToDelete([subject.id])} />
        </div>
      </header>
      {deploy !== undefined && deploy.error !== null && (
        <div className="shrink-0 border-b px-4 py-2">
          <DeploySourceFailure deploy={deploy} />
        </div>
      )}
    </>
  );
}

interface DeployFileButtonProps {
  readonly functionId: string;
  readonly look: 'primary' | 'plain';
}

function DeployFileButton({ functionId, look }: DeployFileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const deploy = async (file: File): Promise<void> => {
    try {
      goTo(`/deploy/${await deployFile(functionId, file)}`);
    } catch (error) {
      showFailure(error);
    }
  };
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label="Source or module to deploy"
        accept=".js,.mjs,.ts,.rs,.go,.wasm"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file !== undefined) void deploy(file);
        }}
      />
      <Button look={look} icon={Upload} onClick={() => input.current?.click()}>
        Deploy a file
      </Button>
    </>
  );
}

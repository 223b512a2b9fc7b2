import type { DeploymentStatus } from '../../contract/deployment.ts';
import type { CommandOutput } from '../command-line.ts';

const words: Readonly<Record<DeploymentStatus, string>> = {
  WAITING_FOR_UPLOAD: 'Uploading',
  PACKAGING: 'Packaging',
  DEPLOYING: 'Deploying',
  READY: 'Ready',
  ERROR: 'Failed',
};

/** Shows where a deployment stands; to be disposed of when it has ended. */
export interface Progress extends Disposable {
  show(status: DeploymentStatus): void;
}

/**
 * Progress for a person: on a terminal one line that counts the time, elsewhere one line for each status.
 */
export function createProgress(output: CommandOutput): Progress {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  let current: DeploymentStatus | undefined;
  if (output.isTTY !== true)
    return {
      show: (status) => {
        const ended = status === 'READY' || status === 'ERROR';
        output.write(`${words[status]}${ended ? ` after ${elapsed()}` : ''}\n`);
      },
      [Symbol.dispose]: () => undefined,
    };
  const redraw = () => {
    if (current !== undefined) output.write(`\r\u001b[K${words[current]} ${elapsed()}`);
  };
  const timer = setInterval(redraw, 100);
  return {
    show: (status) => {
      current = status;
      redraw();
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      if (current !== undefined) output.write('\n');
    },
  };
}

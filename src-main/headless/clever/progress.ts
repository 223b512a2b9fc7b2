import type { DeploymentStatus } from '../../contract/deployment.ts';
import type { CommandOutput } from '../command-line.ts';

/** A deployment's status, or what comes before there is one. */
type Stage = DeploymentStatus | 'BUILDING';

const words: Readonly<Record<Stage, string>> = {
  BUILDING: 'Building',
  WAITING_FOR_UPLOAD: 'Uploading',
  PACKAGING: 'Packaging',
  DEPLOYING: 'Deploying',
  READY: 'Ready',
  ERROR: 'Failed',
};

/** Shows where a deployment stands; to be disposed of when it has ended. */
export interface Progress extends Disposable {
  show(stage: Stage): void;
}

/**
 * Progress for a person: on a terminal one line that counts the time, elsewhere one line for each stage. Each begins with
 * what is deployed, where that is not plain.
 */
export function createProgress(output: CommandOutput, subject?: string): Progress {
  const startedAt = performance.now();
  const elapsed = () => `${((performance.now() - startedAt) / 1_000).toFixed(1)} s`;
  const label = subject === undefined ? '' : `${subject}  `;
  let current: Stage | undefined;
  if (output.isTTY !== true)
    return {
      show: (stage) => {
        const ended = stage === 'READY' || stage === 'ERROR';
        output.write(`${label}${words[stage]}${ended ? ` after ${elapsed()}` : ''}\n`);
      },
      [Symbol.dispose]: () => undefined,
    };
  const redraw = () => {
    if (current !== undefined) output.write(`\r\u001b[K${label}${words[current]} ${elapsed()}`);
  };
  const timer = setInterval(redraw, 100);
  return {
    show: (stage) => {
      current = stage;
      redraw();
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      if (current !== undefined) output.write('\n');
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ReadyFile, readyFileSchema } from '../../../src-main/contract/ready-file.ts';

/** A platform with its page, in a home of its own. */
export interface ServedWorkstation {
  readonly ready: ReadyFile;
  /** A folder for projects, taken away with the rest. */
  readonly folder: string;
  /** Ends the platform and starts it again on the same home and ports; `meanwhile` happens while there is none. */
  restart(meanwhile?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `atelier serve` on free ports, with these variables as well, and waits until everything listens. */
export async function serve(environment: NodeJS.ProcessEnv = {}): Promise<ServedWorkstation> {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-e2e-'));
  const readyFile = join(folder, 'ready.json');
  const start = async (ports: readonly string[]) => {
    const child = spawn(
      process.execPath,
      [
        join(import.meta.dirname, '../../../bin/atelier.js'),
        ...['serve', '--home', join(folder, 'home'), '--ready-file', readyFile, ...ports],
      ],
      // Projects that the page suggests a place for go below this home.
      {
        env: { ...process.env, ...environment, HOME: folder, ATELIER_HOME: join(folder, 'home') },
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    while (!existsSync(readyFile)) {
      if (child.exitCode !== null) throw new Error(`atelier serve ended with ${child.exitCode}`);
      await setTimeout(50);
    }
    return child;
  };
  let child = await start(['--api-port', '0', '--gateway-port', '0', '--ui-port', '0']);
  const ready = readyFileSchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
  const end = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  const portOf = (url: string): string => new URL(url).port;
  return {
    ready,
    folder,
    async restart(meanwhile = async () => {}) {
      await end();
      await meanwhile();
      child = await start([
        ...['--api-port', portOf(ready.apiUrl), '--gateway-port', portOf(ready.gatewayUrl)],
        ...['--ui-port', portOf(ready.uiUrl)],
      ]);
    },
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

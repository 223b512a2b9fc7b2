import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type ReadyFile, readyFileSchema } from '../../src-main/contract/ready-file.ts';
import { type CloudClient, createCloudClient } from '../../src-main/remote/cloud-client.ts';
import { type CommandResult, commandEnvironment, commandFile, runCommand } from './command.ts';
import { groupOfRunning } from './is-running.ts';

/** A home folder of a test, and beside it the only temporary folder that its processes know. */
export interface TestHome {
  readonly home: string;
  readonly temporary: string;
  /** Takes both away. */
  remove(): void;
}

/** A platform that runs in processes of its own, as a user would have started it. */
export interface PlatformProcess {
  readonly ready: ReadyFile;
  readonly home: TestHome;
  /** What it wrote for a person until it was ready. */
  readonly announcement: string;
  /** Runs `clever` against this platform. */
  clever(...parameters: string[]): Promise<CommandResult>;
  /** Runs `atelier` with this platform as the one that it finds. */
  atelier(...parameters: string[]): Promise<CommandResult>;
  /** The environment in which command lines find this platform. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The vendor's client for this platform. */
  client(): CloudClient;
  /** Asks it to end, checks that it does so with exit code 0 and that no process and no file of its work is left. */
  stop(signal?: 'SIGTERM' | 'SIGINT'): Promise<void>;
  /** Ends every process of it at once, as a power cut would. */
  kill(): Promise<void>;
}

/** Makes the folders for a platform that does not exist yet. */
export function createTestHome(): TestHome {
  const folder = mkdtempSync(join(tmpdir(), 'atelier-platform-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  return {
    home: join(folder, 'home'),
    temporary,
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}

/** Starts `atelier serve` on free ports and waits until everything listens; fails with its words where it ends first. */
export async function startPlatformProcess(
  home: TestHome = createTestHome(),
  parameters: readonly string[] = [],
): Promise<PlatformProcess> {
  const readyFile = join(home.temporary, 'ready.json');
  const ports = ['--api-port', '0', '--gateway-port', '0', '--ui-port', '0'];
  const child = spawn(
    process.execPath,
    [commandFile('atelier'), 'serve', ...ports, '--ready-file', readyFile, ...parameters],
    // a group of its own, so that all of it can be ended at once
    { detached: true, env: environmentOf(home), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const announcement = await announced(child, ended);
  const ready = readyFileSchema.parse(JSON.parse(readFileSync(readyFile, 'utf8')));
  return {
    ready,
    home,
    announcement,
    clever: (...words) => runCommand('clever', words, environmentOf(home)),
    atelier: (...words) => runCommand('atelier', words, environmentOf(home)),
    environment: environmentOf(home),
    client: () => createCloudClient({ host: ready.apiUrl, oauth: ready.oauth, ownerId: ready.ownerId }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      expect(await ended, 'exit code of a clean stop').toBe(0);
      expectNothingLeft(child, home);
    },
    kill: async () => {
      process.kill(-child.pid!, 'SIGKILL');
      await ended;
    },
  };
}

function environmentOf(home: TestHome): Record<string, string | undefined> {
  return commandEnvironment({ ATELIER_HOME: home.home, TMPDIR: home.temporary });
}

/** Resolves with what was written up to the last line of the announcement. */
function announced(child: ChildProcess, ended: Promise<number | null>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let written = '';
  const listen = (chunk: Buffer) => {
    written += chunk.toString();
    if (written.includes('stop with Ctrl+C')) resolve(written);
  };
  child.stdout!.on('data', listen);
  child.stderr!.on('data', listen);
  void ended.then((code) =>
    reject(new Error(`the platform ended with ${code} before it was ready:\n${written}`)),
  );
  return promise;
}

function expectNothingLeft(child: ChildProcess, { home, temporary }: TestHome): void {
  expect(processesOfGroup(child.pid!), 'processes that outlived the platform').toEqual([]);
  expect(readdirSync(temporary), 'temporary files that outlived the platform').toEqual([]);
  expect(existsSync(join(home, 'platform.json')), 'platform.json of a stopped platform').toBe(false);
  expect(filesUnder(join(home, 'temporary')), 'unfinished work that outlived the platform').toEqual([]);
}

/** Every file in a folder, none where there is no folder. */
export function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Processes of a group that still run; one that ended and that nobody has waited for is none. */
function processesOfGroup(group: number): number[] {
  if (!existsSync('/proc/self/stat')) return groupExists(group) ? [group] : [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => groupOfRunning(pid) === group);
}

function groupExists(group: number): boolean {
  try {
    process.kill(-group, 0);
    return true;
  } catch {
    return false;
  }
}

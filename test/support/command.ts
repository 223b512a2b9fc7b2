import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** How a command ended and what it wrote, decoded as UTF-8. */
export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where the command that the name stands for begins. */
export function commandFile(name: 'atelier' | 'clever'): string {
  return fileURLToPath(new URL(`../../bin/${name}.js`, import.meta.url));
}

/**
 * The environment of a command under test: this process' own without what would lead the command to somebody's real
 * cloud or home. `undefined` takes a variable away.
 */
export function commandEnvironment(
  changes: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(API_HOST$|CLEVER_|ATELIER_|NODE_OPTIONS$|VITEST)/.test(name),
  );
  return { ...Object.fromEntries(inherited), ...changes };
}

/** Runs `atelier` or `clever` in a process of its own to its end. */
export async function runCommand(
  name: 'atelier' | 'clever',
  parameters: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<CommandResult> {
  const child = spawn(process.execPath, [commandFile(name), ...parameters], {
    env: commandEnvironment(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  return { code, stdout: stdout.toString(), stderr: stderr.toString() };
}

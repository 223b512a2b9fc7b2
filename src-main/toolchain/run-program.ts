import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compilerEnvironment } from './compiler-environment.ts';

/** Milliseconds; a program that says its version does so at once, or is broken. */
const patience = 20_000;

/** What a program writes to stdout, without blanks at its ends; undefined where it can't be run or fails. */
export async function outputOf(
  program: string,
  parameters: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const env = { ...compilerEnvironment(process.env.TMPDIR ?? '/tmp'), ...environment };
  try {
    const { stdout } = await promisify(execFile)(program, [...parameters], { env, timeout: patience });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * The programs of WebAssembly/wasi-testsuite, run through `atelier run`. They are not part of this project:
 * WASI_TESTSUITE names a checkout that has them built, as its branch prod/testsuite-base does.
 */
const suite = process.env.WASI_TESTSUITE;
const atelier = join(import.meta.dirname, '../../bin/atelier.js');

/** The suite's own format, `doc/specification.md` there: what a program is given, and what must come of it. */
interface Specification {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A folder beside the program that it gets as `/`. */
  readonly root?: string;
  readonly exit_code?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const note = suite === undefined ? ' (skipped: WASI_TESTSUITE names no checkout with built programs)' : '';

describe.skipIf(suite === undefined)(`the programs of wasi-testsuite${note}`, () => {
  const programs =
    suite === undefined ? [] : globSync('tests/*/testsuite/wasm32-wasip1/*.wasm', { cwd: suite });

  test('are there', () => {
    expect(programs.length).toBeGreaterThan(70);
  });

  test.for(programs.sort())('%s', async (program) => {
    const file = join(suite!, program);
    const expected = specificationOf(file);
    const outcome = await runInCopy(file, expected);
    expect(outcome, outcome.stderr).toMatchObject({
      exitCode: expected.exit_code ?? 0,
      ...(expected.stdout === undefined ? {} : { stdout: expected.stdout }),
      ...(expected.stderr === undefined ? {} : { stderr: expected.stderr }),
    });
  });
});

function specificationOf(file: string): Specification {
  const specification = file.replace(/\.wasm$/, '.json');
  return existsSync(specification) ? JSON.parse(readFileSync(specification, 'utf8')) : {};
}

/** Programs write to their folder, so each has a copy of its own. */
async function runInCopy(file: string, { args = [], env = {}, root }: Specification): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'wasi-testsuite-'));
  try {
    if (root !== undefined) await cp(join(dirname(file), root), folder, { recursive: true });
    const variables = Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
    const mounts = root === undefined ? [] : ['--dir', `${folder}::/`];
    return await run(['run', ...variables, ...mounts, file, ...args]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(parameters: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [atelier, ...parameters], (error, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? Number(error?.code ?? 1), stdout, stderr });
    });
    child.stdin?.end();
  });
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findRust } from '../../../src-main/toolchain/find-rust.ts';
import { goCompiler } from '../../../src-main/toolchain/go.ts';
import { type BenchCloud, deployText, startBenchCloud } from '../cloud.ts';
import { inTurn, medianRatio } from '../rounds.ts';
import type { BenchSettings, Row, RowGroup } from '../row-group.ts';
import { type Shell, startShell } from '../shell.ts';

/** A compiler as somebody would call it who has nothing but the compiler. */
interface BareCompiler {
  readonly language: string;
  readonly platform: 'RUST' | 'TINY_GO';
  readonly extension: string;
  readonly program: string;
  parameters(source: string, output: string): readonly string[];
  environment(folder: string): Readonly<Record<string, string>>;
  /** A function that differs in one number, as what was compiled before is not compiled again. */
  source(variant: number): string;
}

/** Where the bare compiler is called. */
interface Surroundings {
  readonly shell: Shell;
  readonly folder: string;
}

/** What the platform adds to the time of a compiler: from source to READY, against the compiler alone. */
export const compilersGroup: RowGroup = {
  name: 'compilers',
  async measure(settings) {
    const compilers = (await Promise.all([findRustc(settings), findGo(settings)])).filter(
      (compiler) => compiler !== undefined,
    );
    if (compilers.length === 0) return [];
    const folder = await mkdtemp(join(tmpdir(), 'atelier-bench-'));
    try {
      using shell = startShell();
      await using cloud = await startBenchCloud(folder, settings);
      const rows: Row[] = [];
      for (const compiler of compilers)
        rows.push(await compare(compiler, cloud, { shell, folder }, settings));
      return rows;
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    }
  },
};

async function compare(
  compiler: BareCompiler,
  cloud: BenchCloud,
  surroundings: Surroundings,
  { rounds, say }: BenchSettings,
): Promise<Row> {
  let variant = 0;
  const next = () => {
    variant += 1;
    return compiler.source(variant);
  };
  // Both are measured warm, and what is kept of Go's own commands is learnt from a build that has all packages already.
  await deployText(cloud, compiler.platform, next());
  const { platform, bare } = await inTurn(rounds, {
    platform: () => timed(() => deployText(cloud, compiler.platform, next())),
    bare: () => timed(() => compileBare(compiler, surroundings, next())),
  });
  const milliseconds = (times: readonly number[]) => times.map((time) => Math.round(time)).join(', ');
  say(`${compiler.language}: platform ${milliseconds(platform)} ms, compiler ${milliseconds(bare)} ms`);
  return {
    name: `${compiler.language} source to READY, against the compiler alone`,
    value: medianRatio(platform, bare),
    unit: '×',
    reach: 1.1,
    better: 'lower',
  };
}

async function timed(task: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

async function compileBare(
  compiler: BareCompiler,
  { shell, folder }: Surroundings,
  source: string,
): Promise<void> {
  const file = join(folder, `bare${compiler.extension}`);
  await writeFile(file, source);
  const parameters = compiler.parameters(file, join(folder, 'bare.wasm'));
  await shell.run([compiler.program, ...parameters], compiler.environment(folder));
}

async function findRustc({ say }: BenchSettings): Promise<BareCompiler | undefined> {
  const found = await findRust();
  if (found === undefined) {
    say('Rust is left out: this machine has no compiler of it for WebAssembly');
    return undefined;
  }
  return {
    language: 'Rust',
    platform: 'RUST',
    extension: '.rs',
    program: found.path,
    parameters: (source, output) => [
      ...['--edition', '2021', '--crate-type', 'bin', '--target', found.target],
      ...['-C', 'opt-level=3', '-C', 'panic=abort', '-C', 'codegen-units=1', '-C', 'debuginfo=1'],
      ...['-o', output, source],
    ],
    environment: () => ({}),
    source: (variant) => `use std::io::{self, Read};

fn main() -> io::Result<()> {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input)?;
    println!("Hello, {}! ${variant}", input.trim());
    Ok(())
}
`,
  };
}

async function findGo({ say }: BenchSettings): Promise<BareCompiler | undefined> {
  const found = await goCompiler.detect();
  if (!found.found || found.path === null) {
    say('Go is left out: this machine has no compiler of it for WebAssembly');
    return undefined;
  }
  const isTinyGo = found.version.startsWith('TinyGo');
  return {
    language: isTinyGo ? 'TinyGo' : 'Go',
    platform: 'TINY_GO',
    extension: '.go',
    program: found.path,
    parameters: (source, output) =>
      isTinyGo
        ? ['build', '-target=wasip1', '-no-debug', '-o', output, source]
        : ['build', '-trimpath', '-buildvcs=false', '-o', output, source],
    environment: (folder) => ({
      ...(isTinyGo ? {} : { GOOS: 'wasip1', GOARCH: 'wasm', CGO_ENABLED: '0' }),
      GOCACHE: join(folder, 'go-cache'),
    }),
    source: (variant) => `package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		os.Exit(1)
	}
	fmt.Printf("Hello, %s! ${variant}\\n", strings.TrimSpace(string(input)))
}
`,
  };
}

import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { describe, expect, it } from 'vitest';
import { assemblyScriptToolchain } from '../../../src-main/toolchain/assemblyscript.ts';
import { runWasm } from '../../support/run-wasm.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

async function compile(source: string | Uint8Array, lines: string[] = []): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const log = (text: string) => lines.push(text);
  const wasm = await assemblyScriptToolchain.compile({
    source: bytes,
    fileName: 'function.ts',
    folder: '',
    cache: '',
    log,
  });
  return wasm as Uint8Array<ArrayBuffer>;
}

/** Runs a command under another host of WASI, with files for its streams. */
function run(
  wasm: Uint8Array<ArrayBuffer>,
  options: { stdin: string; args: string[]; env: Record<string, string> },
) {
  const folder = temporaryFolder();
  const [input, output, errors] = ['stdin', 'stdout', 'stderr'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(input, options.stdin);
  const [stdin, stdout, stderr] = [openSync(input, 'r'), openSync(output, 'w'), openSync(errors, 'w')];
  const { args, env } = options;
  const wasi = new WASI({ version: 'preview1', args, env, stdin, stdout, stderr, returnOnExit: true });
  const imports = wasi.getImportObject() as WebAssembly.Imports;
  const code = wasi.start(new WebAssembly.Instance(new WebAssembly.Module(wasm), imports));
  for (const file of [stdin, stdout, stderr]) closeSync(file);
  return { code, stdout: readFileSync(output, 'utf8'), stderr: readFileSync(errors, 'utf8') };
}

describe('assemblyScriptToolchain', () => {
  it('names compiler and shim with their versions', async () => {
    expect(await assemblyScriptToolchain.version()).toMatch(
      /^asc \d+\.\d+\.\d+ with wasi-shim \d+\.\d+\.\d+$/,
    );
  });

  it.each([
    ['parsing', '('.repeat(20_000)],
    ['compiling', 'class Box<T> { f(): void { new Box<Box<T>>().f(); } }\nnew Box<i32>().f();'],
  ])('says that the compiler crashed while it was %s', async (_what, source) => {
    await expect(compile(source)).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/^The compiler asc crashed: RangeError: Maximum call stack size/),
      details: { diagnostics: [expect.objectContaining({ file: null, severity: 'error' })] },
    });
  });

  it('makes a WASI command that keeps the names of its functions', async () => {
    const module = new WebAssembly.Module(
      await compile(`console.log(process.argv.length.toString() + process.env.has("A").toString());
        const bytes = new ArrayBuffer(16); process.stdin.read(bytes); process.stdout.write(bytes);
        process.stderr.write("x"); console.log(Date.now().toString() + Math.random().toString()); process.exit(3);`),
    );
    expect(new Set(WebAssembly.Module.imports(module).map((entry) => entry.module))).toEqual(
      new Set(['wasi_snapshot_preview1']),
    );
    expect(WebAssembly.Module.exports(module).map(({ name }) => name)).toContain('_start');
    expect(WebAssembly.Module.customSections(module, 'name')).toHaveLength(1);
  });

  it('makes a program whose streams, arguments, environment and exit code are those of WASI', async () => {
    const wasm = await compile(`
      const bytes = new ArrayBuffer(16);
      const length = process.stdin.read(bytes);
      console.log(process.argv[1] + " " + process.env.get("WHO"));
      process.stdout.write(String.UTF8.decode(bytes.slice(0, length)));
      process.stderr.write("a warning\\n");
      process.exit(3);`);
    const outcome = run(wasm, { stdin: 'from stdin', args: ['function', 'first'], env: { WHO: 'somebody' } });
    expect(outcome).toEqual({ code: 3, stdout: 'first somebody\nfrom stdin', stderr: 'a warning\n' });
  });

  it('keeps the log out of the answer', async () => {
    const wasm = await compile(`console.log("answer"); console.error("error"); console.warn("warning");
      console.info("information"); console.debug("detail"); console.assert(false, "doubt");`);
    expect(run(wasm, { stdin: '', args: ['function'], env: {} })).toEqual({
      code: 0,
      stdout: 'answer\n',
      stderr: 'error\nwarning\ninformation\ndetail\nAssertion failed: doubt\n',
    });
  });

  it('reads and writes descriptors with the library', async () => {
    const wasm = await compile(`import { readText, stdin, stdout, writeText } from "atelier/io";
      writeText(stdout, readText(stdin).toUpperCase());`);
    const stdin = 'é'.repeat(100_000);
    expect(run(wasm, { stdin, args: ['function'], env: {} }).stdout).toBe('É'.repeat(100_000));
  });

  it.each([0, 127, 128, 5_000])(
    'says why it ended, also in a message of %i characters and more',
    async (length) => {
      const wasm = await compile(`throw new Error("x".repeat(${length}) + "𝄞é");`);
      const { code, stderr } = run(wasm, { stdin: '', args: ['function'], env: {} });
      expect(code).toBe(255);
      expect(stderr).toMatch(new RegExp(`^abort: x{${length}}𝄞é in function\\.ts\\(1:\\d+\\)\\n$`));
    },
  );

  it('reads a request with fields that occur more than once', async () => {
    const wasm = await compile(`import { request, respond } from "atelier/http";
      const asked = request();
      respond(200, asked.parameter("a") + asked.parameter("none") + asked.parameter("b") + asked.header("x-one") + asked.body);`);
    const head = JSON.stringify({
      ...{ method: 'POST', url: 'http://localhost/?a=1&a=2&b=3', path: '/' },
      ...{ query: { a: ['1', '2'], none: [], b: '3' }, headers: { 'X-One': '4' } },
    });
    const { response } = await runWasm(wasm, { trigger: 'Http', head, body: Buffer.from('5') });
    expect(Buffer.from(response!.body).toString()).toBe('1345');
  });

  it('makes the same bytes of the same source', async () => {
    const source =
      'let n: i32 = 40; export function add(): i32 { return n + 2; } console.log(add().toString());';
    expect(await compile(source)).toEqual(await compile(source));
  });

  it('says where the source is wrong, in the words of the compiler and taken apart', async () => {
    const lines: string[] = [];
    const source = 'console.log("fine");\nlet n: i32 = "text";\n  missing();';
    const error = await compile(source, lines).catch((error) => error);
    expect(error).toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(
        /ERROR TS2322: (.|\n)*function\.ts\(2,14\)(.|\n)*ERROR TS2304: Cannot find name 'missing'/,
      ),
      details: {
        diagnostics: [
          { file: 'function.ts', line: 2, column: 14, severity: 'error' },
          {
            file: 'function.ts',
            line: 3,
            column: 3,
            message: "Cannot find name 'missing'.",
            text: expect.stringMatching(/^ERROR TS2304: [\s\S]*in function\.ts\(3,3\)$/),
          },
        ],
      },
    });
    expect(lines.join('')).toContain('TS2304');
  });

  it('reads no file of the machine', async () => {
    const own = import.meta.url.replace('file://', '').replace('.ts', '');
    await expect(compile(`import { x } from "${own}"; x;`)).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/File .* not found/),
    });
  });

  it('refuses what is not text', async () => {
    await expect(compile(Uint8Array.of(0xff, 0xfe, 0x00))).rejects.toMatchObject({
      code: 'compile-failed',
      message: expect.stringMatching(/not UTF-8/),
    });
  });
});

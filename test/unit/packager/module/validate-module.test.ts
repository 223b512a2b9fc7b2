import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { checkModule, validateModule } from '../../../../src-main/packager/module/validate-module.ts';
import { assemble, customSection, join, section } from '../../../support/assemble.ts';

const command = '(memory (export "memory") 1) (func (export "_start"))';
const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
const hello = assemble(`(module ${command})`);
const importing = (declaration: string) => assemble(`(module ${declaration} ${command})`);

function validate(bytes: Uint8Array): void {
  checkModule(parseModule(bytes), 'command');
  validateModule(bytes);
}

/** What is wrong, the module, and what its message has to say. */
const refused: [string, Uint8Array, RegExp][] = [
  ['an empty file', new Uint8Array(), /file is empty/],
  ['a script', new TextEncoder().encode('console.log(1)'), /not WebAssembly.*63 6f 6e 73.*compiler wrote/],
  ['a header cut short', header.subarray(0, 5), /cut short inside its header: 3 of 8 bytes/],
  [
    'a component',
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 13, 0, 1, 0),
    /is a WebAssembly component.*wasm32-wasip1/,
  ],
  ['another version', Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0), /has version 2; version 1/],
  [
    'a truncated file',
    hello.subarray(0, parseModule(hello).sections.find(({ name }) => name === 'code')!.end - 2),
    /cut short: the code section at offset 0x[0-9a-f]+ says that it has \d+ bytes, and the last 2 of them are missing/,
  ],
  ['a section of an unknown kind', join(hello, section(77, [])), /section at offset 0x\w+ has the id 77/],
  [
    'nonsense in a section',
    join(header, section(2, [1, 1, 0x61, 1, 0x62, 9])),
    /import section is malformed.*0x9 is no kind/,
  ],
  [
    'a mistyped hostcall',
    importing('(import "wasi_snapshot_preview1" "fd_wirte" (func))'),
    /imports the function "wasi_snapshot_preview1\.fd_wirte".*Did you mean "wasi_snapshot_preview1\.fd_write"/,
  ],
  [
    'a mistyped module',
    importing('(import "wasi_snapshot_preview_1" "fd_write" (func))'),
    /Did you mean "wasi_snapshot_preview1\.fd_write"/,
  ],
  [
    'imports of nobody we know',
    importing('(import "game" "draw" (func)) (import "game" "score" (func))'),
    /"game\.draw".*\(and 1 more like it\).*wasi_snapshot_preview1, env, wasi_unstable.*wasm32-wasip1/,
  ],
  ['AssemblyScript without its shim', importing('(import "env" "abort" (func))'), /"env\.abort".*wasi-shim/],
  ['Emscripten', importing('(import "env" "emscripten_memcpy_js" (func))'), /-sSTANDALONE_WASM/],
  ['wasm-bindgen', importing('(import "__wbindgen_placeholder__" "x" (func))'), /wasm-bindgen.*browser/],
  ['Go for browsers', importing('(import "gojs" "runtime.ticks" (func))'), /GOOS=wasip1/],
  ['a WASI preview 2 import', importing('(import "wasi:cli/stdout@0.2.0" "get-stdout" (func))'), /component/],
  ['an imported global', importing('(import "env" "base" (global i32))'), /imports the global "env\.base"/],
  [
    'a hostcall imported as a global',
    importing('(import "wasi_snapshot_preview1" "fd_write" (global i32))'),
    /imports the global "wasi_snapshot_preview1\.fd_write"/,
  ],
  [
    'an imported memory',
    assemble('(module (import "env" "memory" (memory 1)) (func (export "_start")))'),
    /imports the memory "env\.memory".*--import-memory/,
  ],
  [
    'a hostcall of another type',
    importing('(import "wasi_snapshot_preview1" "fd_close" (func (param i64) (result i32)))'),
    /"wasi_snapshot_preview1\.fd_close" has the type \(i64\) -> i32; the platform offers \(i32\) -> i32/,
  ],
  [
    'a call that preview 0 did not have',
    importing('(import "wasi_unstable" "sock_accept" (func (param i32 i32 i32) (result i32)))'),
    /"wasi_unstable\.sock_accept"/,
  ],
  [
    'shared memory',
    assemble('(module (memory 1 2 shared) (func (export "_start")))'),
    /shared between threads/,
  ],
  ['64-bit memory', assemble('(module (memory i64 1) (func (export "_start")))'), /memory64/],
  ['two memories', join(header, section(5, [2, 0, 1, 0, 1])), /has 2 memories/],
  [
    'large tables',
    assemble('(module (table 131000 funcref) (table 73 externref) (func (export "_start")))'),
    /tables begin with 131073 entries; a function may have 131072/,
  ],
  [
    'a large element segment',
    join(header, section(9, [1, 1, 0, 0x81, 0x80, 8, ...new Uint8Array(131_073)])),
    /element segments have 131073 entries/,
  ],
  [
    'garbage-collected objects',
    join(header, section(1, [1, 0x5f, 0])),
    /structures or arrays.*maxMemory.*linear memory/,
  ],
  ['nothing to start', assemble('(module (func (export "main")))'), /no "_start".*it exports "main"/],
  ['no export at all', header, /no "_start".*exports nothing/],
  ['a reactor', assemble('(module (func (export "_initialize")))'), /WASI reactor.*Build it as a command/],
  ['a memory named _start', assemble('(module (memory (export "_start") 1))'), /"_start" is a memory/],
  [
    'a _start that takes parameters',
    assemble('(module (func (export "_start") (param i32) (result i32) (i32.const 0)))'),
    /"_start" is a function \(i32\) -> i32/,
  ],
  [
    'a name of ours',
    assemble(`(module ${command} (global (export "atelier.global.0") (mut i32) (i32.const 0)))`),
    /exports "atelier\.global\.0".*platform’s own/,
  ],
  [
    'code that does not type-check',
    assemble('(module (func (export "_start") (drop (i32.add (i64.const 1) (i32.const 1)))))'),
    /not valid WebAssembly: Compiling function #0.* failed: i32\.add.*@\+\d+/,
  ],
  ['sections in the wrong order', join(hello, section(5, [0])), /not valid WebAssembly.*@\+\d+/],
];

/**
 * The 46 calls as wasi_snapshot_preview1.witx defines them, lowered to core types: `i` is i32, `I` is i64, parameters
 * and then the result.
 */
const preview1Types: Readonly<Record<string, string>> = Object.fromEntries(
  `args_get ii:i, args_sizes_get ii:i, environ_get ii:i, environ_sizes_get ii:i, clock_res_get ii:i,
  clock_time_get iIi:i, fd_advise iIIi:i, fd_allocate iII:i, fd_close i:i, fd_datasync i:i, fd_fdstat_get ii:i,
  fd_fdstat_set_flags ii:i, fd_fdstat_set_rights iII:i, fd_filestat_get ii:i, fd_filestat_set_size iI:i,
  fd_filestat_set_times iIIi:i, fd_pread iiiIi:i, fd_prestat_get ii:i, fd_prestat_dir_name iii:i, fd_pwrite iiiIi:i,
  fd_read iiii:i, fd_readdir iiiIi:i, fd_renumber ii:i, fd_seek iIii:i, fd_sync i:i, fd_tell ii:i, fd_write iiii:i,
  path_create_directory iii:i, path_filestat_get iiiii:i, path_filestat_set_times iiiiIIi:i, path_link iiiiiii:i,
  path_open iiiiiIIii:i, path_readlink iiiiii:i, path_remove_directory iii:i, path_rename iiiiii:i,
  path_symlink iiiii:i, path_unlink_file iii:i, poll_oneoff iiii:i, proc_exit i, proc_raise i:i, sched_yield :i,
  random_get ii:i, sock_accept iii:i, sock_recv iiiiii:i, sock_send iiiii:i, sock_shutdown ii:i`
    .split(',')
    .map((entry) => entry.trim().split(' ')),
);

function declaration(module: string, name: string, type: string): string {
  const [parameters = '', results = ''] = type
    .split(':')
    .map((part) => [...part].map((letter) => (letter === 'I' ? 'i64' : 'i32')).join(' '));
  return `(import "${module}" "${name}" (func (param ${parameters}) (result ${results})))`;
}

describe('the validation of a module', () => {
  it.each(refused)('refuses %s', (_, bytes, message) => {
    expect(() => validate(bytes)).toThrow(
      expect.objectContaining({ code: 'invalid-module', message: expect.stringMatching(message) }),
    );
  });

  it('accepts a command', () => {
    expect(() => validate(hello)).not.toThrow();
    expect(() => validate(join(hello, customSection('producers', [0])))).not.toThrow();
    expect(() => validate(assemble('(module (func (export "_start")))'))).not.toThrow();
  });

  it.each(Object.keys(preview1Types))(
    'accepts %s of preview 1, and of preview 0 where it is that old',
    (name) => {
      expect(() =>
        validate(importing(declaration('wasi_snapshot_preview1', name, preview1Types[name]!))),
      ).not.toThrow();
      if (name === 'sock_accept') return;
      expect(() =>
        validate(importing(declaration('wasi_unstable', name, preview1Types[name]!))),
      ).not.toThrow();
    },
  );

  it('accepts the calls that open sockets', () => {
    expect(() => validate(importing(declaration('env', 'host_tcp_connect', 'iiii')))).not.toThrow();
    expect(() => validate(importing(declaration('env', 'host_tls_connect', 'iiiiii')))).not.toThrow();
  });

  it('gives clients the imports that are missing', () => {
    expect(() => validate(importing('(import "game" "draw" (func))'))).toThrow(
      expect.objectContaining({
        details: { section: 'import', imports: [{ module: 'game', name: 'draw', kind: 'function' }] },
      }),
    );
  });
});

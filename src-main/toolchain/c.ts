import { clangCompiler } from './clang.ts';

/** Of its source files. */
export const cExtensions = ['.c'];

/** C: a file, or every `.c` file of a project, its folder `include` before the system's. */
export const cCompiler = clangCompiler({
  name: 'C',
  program: 'clang',
  options: ['-std=gnu17', '-Iinclude'],
  extensions: cExtensions,
  library: 'libc.a',
  libraries: ['-lc'],
  packages: {
    apt: 'clang lld wasi-libc libclang-rt-dev-wasm32',
    dnf: 'clang lld wasi-libc-devel wasi-libc-static compiler-rt',
    pacman: 'clang lld wasi-libc wasi-compiler-rt',
    brew: 'llvm lld wasi-libc wasi-runtimes',
  },
});

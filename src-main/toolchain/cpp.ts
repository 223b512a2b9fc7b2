import { clangCompiler } from './clang.ts';

/** Of its source files. */
export const cppExtensions = ['.cc', '.cpp', '.cxx'];

/** C++ without exceptions, which WASI's standard library is built without: a file, or every source of a project. */
export const cppCompiler = clangCompiler({
  name: 'C++',
  program: 'clang++',
  options: ['-std=gnu++17', '-Iinclude', '-fno-exceptions'],
  extensions: cppExtensions,
  library: 'libc++.a',
  libraries: ['-lc++', '-lc++abi', '-lc'],
  packages: {
    apt: 'clang lld wasi-libc libclang-rt-dev-wasm32 libc++-dev-wasm32',
    pacman: 'clang lld wasi-libc wasi-libc++ wasi-libc++abi wasi-compiler-rt',
    brew: 'llvm lld wasi-libc wasi-runtimes',
  },
});

import { AtelierError } from '../../contract/errors.ts';
import type { SourceLanguage } from '../../contract/manifest.ts';

/** The commands with which people compile what can't be compiled here. */
const commands: Partial<Readonly<Record<SourceLanguage, string>>> = {
  rust: 'cargo build --release --target wasm32-wasip1',
  go: 'GOOS=wasip1 GOARCH=wasm go build -o function.wasm .',
  c: 'clang --target=wasm32-wasi -O2 -o function.wasm function.c',
  cpp: 'clang++ --target=wasm32-wasi -O2 -fno-exceptions -o function.wasm function.cpp',
  zig: 'zig build-exe -target wasm32-wasi -O ReleaseSmall function.zig',
};

/** The `toolchain-missing` error of a language that nothing on this side compiles. */
export function cannotCompile(language: SourceLanguage): AtelierError {
  const command = commands[language];
  const advice = command === undefined ? 'Compile it yourself' : `Compile it yourself ("${command}")`;
  return new AtelierError(
    'toolchain-missing',
    `This version of Atelier does not compile projects in ${language} yet. ${advice} and name the .wasm file as the source, with the language "wasm".`,
  );
}

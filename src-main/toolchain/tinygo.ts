import { missingToolchain } from './missing-toolchain.ts';

/** Go by TinyGo. Its source can't be compiled here yet. */
export const tinyGoToolchain = missingToolchain({
  platform: 'TINY_GO',
  language: 'Go',
  build: 'tinygo build -target=wasip1 -o function.wasm function.go',
  platformCode: 'go',
});

import { missingToolchain } from './missing-toolchain.ts';

/** Rust. Its source can't be compiled here yet. */
export const rustToolchain = missingToolchain({
  platform: 'RUST',
  language: 'Rust',
  build: 'rustc --target wasm32-wasip1 -O function.rs',
  platformCode: 'rust',
});

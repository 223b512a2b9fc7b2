import { defineLazily } from './define-global.js';
import { argumentList, std } from './standard-streams.js';

/** The part of Node's `process` that programs use everywhere. */
export const process = {
  exit: (code = 0) => std.exit(code),
  platform: 'wasi',
  cwd: () => '/',
  nextTick: (callback, ...parameters) => queueMicrotask(() => callback(...parameters)),
  stdout: std.out,
  stderr: std.err,
};
defineLazily(process, 'env', () => std.getenviron());
defineLazily(process, 'argv', argumentList);

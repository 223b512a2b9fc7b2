import { wasi_process } from "./wasi_process";

// @ts-ignore: decorator
@lazy const timers = new Map<string, u64>();

/** The console of functions. What a function answers is its stdout, so `log` alone writes there. */
export namespace atelier_console {
  export function log(message: string = ""): void {
    wasi_process.stdout.write(`${message}\n`);
  }

  export function error(message: string = ""): void {
    wasi_process.stderr.write(`${message}\n`);
  }

  export function warn(message: string = ""): void {
    error(message);
  }

  export function info(message: string = ""): void {
    error(message);
  }

  export function debug(message: string = ""): void {
    error(message);
  }

  export function assert<T>(condition: T, message: string = ""): void {
    if (!condition) error(`Assertion failed: ${message}`);
  }

  export function time(label: string = "default"): void {
    timers.set(label, wasi_process.hrtime());
  }

  export function timeLog(label: string = "default"): void {
    if (!timers.has(label)) return error(`There is no timer ${label}`);
    const milliseconds = <f64>(wasi_process.hrtime() - timers.get(label)) / 1e6;
    error(`${label}: ${milliseconds.toString()} ms`);
  }

  export function timeEnd(label: string = "default"): void {
    timeLog(label);
    timers.delete(label);
  }
}

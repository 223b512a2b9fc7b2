import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type EngineOrder,
  type EngineReport,
  type EngineSettings,
  engineProtocolVersion,
} from '../contract/engine-messages.ts';
import type { EngineChild, StartEngineChild } from './engine-child.ts';

export interface EngineProcessListener {
  report(report: EngineReport): void;
  /** The process is gone; nothing is reported after it. */
  exited(reason: string): void;
}

/**
 * V8's flags for the engine, instead of those that this process was started with, all in MiB. Young objects have their
 * room early and little more later, and old ones are collected from the start: V8 would let both grow under load to
 * several times that, for nothing. Young heaps this small are collected sooner by one thread than by several together.
 * And what an idle thread with a small heap could give back is not worth waking it up for every eight seconds.
 * Modules were validated when they were packaged: a function is validated again before its first call, and the others not at
 * all.
 */
const engineFlags = [
  '--wasm-lazy-validation',
  '--min-semi-space-size=4',
  '--max-semi-space-size=8',
  '--initial-old-space-size=8',
  '--no-parallel-scavenge',
  '--no-memory-reducer-for-small-heaps',
];

/** One run of the engine process. It ends with this process, whichever way this one ends. */
export class EngineProcess {
  readonly #child: EngineChild;
  readonly #exited: Promise<void>;

  constructor(
    settings: EngineSettings,
    startChild: StartEngineChild,
    { report, exited }: EngineProcessListener,
  ) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#exited = promise;
    this.#child = startChild({
      entry: fileURLToPath(new URL('../engine.ts', import.meta.url)),
      flags: engineFlags,
      log: makeLog(settings.home),
      report,
      exited: (reason) => resolve(exited(reason)),
    });
    this.send({ kind: 'start', version: engineProtocolVersion, settings });
  }

  get pid(): number | null {
    return this.#child.pid ?? null;
  }

  /** Sends an order; nothing happens where the process is gone. */
  send(order: EngineOrder): void {
    this.#child.send(order);
  }

  /** Lets the process finish what it does, and ends it after that many milliseconds whatever it does. */
  async close(patience: number): Promise<void> {
    this.send({ kind: 'close' });
    const overdue = setTimeout(() => this.#child.kill(), patience);
    await this.#exited;
    clearTimeout(overdue);
  }
}

/** Gives the path of a log that only its owner can read. */
function makeLog(home: string): string {
  const folder = join(home, 'logs');
  mkdirSync(folder, { recursive: true });
  const log = join(folder, 'engine.log');
  closeSync(openSync(log, 'a', 0o600));
  return log;
}

import { availableParallelism } from 'node:os';
import type { DesiredFunction, Engine } from '../contract/engine.ts';
import type {
  CallerNotice,
  EngineFacts,
  EngineOrder,
  EngineReport,
  EngineSettings,
  InvocationNotice,
} from '../contract/engine-messages.ts';
import { AtelierError, deserializeError } from '../contract/errors.ts';
import type { PlatformLimits } from '../contract/limits.ts';
import { forkEngine, type StartEngineChild } from './engine-child.ts';
import { EngineProcess } from './engine-process.ts';
import { noticeOfLost } from './lost-invocation.ts';

export interface EngineOptions {
  readonly home: string;
  /** What secrets in `traces.db` are sealed with: 32 bytes. */
  readonly secretKey: Uint8Array;
  /** On loopback; 0 takes a free one. */
  readonly gatewayPort: number;
  /** Worker threads; as many as there are cores less one, and at least one, unless said. */
  readonly workers?: number;
  readonly limits: PlatformLimits;
  /** How its process is started; as a child process of Node unless said. */
  readonly startEngineChild?: StartEngineChild;
  /** Hears of faults that the engine lived on with, or died of. */
  readonly reportFault?: (fault: AtelierError) => void;
}

/** The engine as the platform holds it: always there, also while its process is being replaced. */
export interface EngineSupervisor extends Engine {
  /** Of the process that runs now; null while it is being replaced. */
  readonly pid: number | null;
  /** What the engine said last; null while it is being replaced. */
  readonly facts: EngineFacts | null;
  /** Hears the facts whenever they changed, and null when the engine died. Gives what ends that. */
  onFacts(listener: (facts: EngineFacts | null) => void): () => void;
  /** Hears of invocations that ended, the newest where there are too many. Gives what ends that. */
  onInvocations(listener: (notices: readonly InvocationNotice[]) => void): () => void;
  /** Lets so many worker threads serve, until it is closed. What is in flight is not disturbed. */
  setWorkers(workers: number): void;
  /** Waits until every invocation that has ended is in `traces.db`. */
  keepTraces(): Promise<void>;
  /** Lets the engine finish what is in flight, for some seconds, and ends it. */
  close(): Promise<void>;
}

/** Milliseconds that the engine has to finish what is in flight when it is closed. */
const closePatience = 8_000;
/** Milliseconds before an engine that died again soon is started again: doubled each time, up to the last. */
const firstDelay = 100;
const lastDelay = 5_000;
/** An engine that ran for so many milliseconds did not die of its start. */
const longRun = 10_000;

/**
 * Starts the engine process and resolves when its gateway listens. From then on it is kept running: on the same
 * port, with the same desired state. Throws `port-taken`.
 */
export async function startEngine(options: EngineOptions): Promise<EngineSupervisor> {
  const supervisor = new Supervisor(options);
  await supervisor.started;
  return supervisor;
}

/** Engines that may die while they prepare the same deployment, before it is what they are taken to die of. */
const mostDeaths = 4;

interface Waiting {
  readonly order: EngineOrder;
  readonly resolve: () => void;
  readonly reject: (error: AtelierError) => void;
  /** Engines that died under it. */
  deaths: number;
}

class Supervisor implements EngineSupervisor {
  gatewayUrl = '';
  facts: EngineFacts | null = null;
  readonly started: Promise<void>;
  readonly #options: EngineOptions;
  readonly #desired = new Map<string, DesiredFunction>();
  /** Orders that wait for their answer, by request; sent again when the process was replaced. */
  readonly #waiting = new Map<number, Waiting>();
  readonly #factsListeners = new Set<(facts: EngineFacts | null) => void>();
  readonly #invocationListeners = new Set<(notices: readonly InvocationNotice[]) => void>();
  #onStarted: { resolve: () => void; reject: (error: AtelierError) => void };
  #process: EngineProcess | null = null;
  #port: number;
  #workers: number;
  #request = 0;
  /** Changes that were told, and how many of them the engine is known to have heard of. */
  #changes = 0;
  #settled = 0;
  #startedAt = 0;
  #delay = 0;
  #restart: NodeJS.Timeout | null = null;
  /** What was under way when the engine told its facts; with a notice, it has ended since, and that may not be kept yet. */
  #underWay = new Map<string, CallerNotice | InvocationNotice>();
  /** What ended with engines, until another one is there to keep it. */
  #lost: InvocationNotice[] = [];
  #closing = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.#port = options.gatewayPort;
    this.#workers = options.workers ?? Math.max(1, availableParallelism() - 1);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.started = promise;
    this.#onStarted = { resolve, reject };
    this.#start();
  }

  get pid(): number | null {
    return this.#process?.pid ?? null;
  }

  prepare(target: DesiredFunction): Promise<void> {
    return this.#ask((request) => ({ kind: 'prepare', request, target }));
  }

  apply(desired: DesiredFunction): void {
    this.#desired.set(desired.functionId, desired);
    this.#tellChange({ kind: 'apply', desired });
  }

  remove(functionId: string): void {
    this.#desired.delete(functionId);
    this.#tellChange({ kind: 'remove', functionId });
  }

  async settled(): Promise<void> {
    if (this.#process === null || this.#closing || this.#settled === this.#changes) return;
    const changes = this.#changes;
    await this.#ask((request) => ({ kind: 'settle', request }));
    this.#settled = Math.max(this.#settled, changes);
  }

  setWorkers(workers: number): void {
    this.#workers = workers;
    this.#tellChange({ kind: 'set-workers', workers });
  }

  keepTraces(): Promise<void> {
    return this.#ask((request) => ({ kind: 'keep-traces', request }));
  }

  onFacts(listener: (facts: EngineFacts | null) => void): () => void {
    this.#factsListeners.add(listener);
    return () => this.#factsListeners.delete(listener);
  }

  onInvocations(listener: (notices: readonly InvocationNotice[]) => void): () => void {
    this.#invocationListeners.add(listener);
    return () => this.#invocationListeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closing = true;
    if (this.#restart !== null) clearTimeout(this.#restart);
    await this.#process?.close(closePatience);
    const closed = new AtelierError('engine-unavailable', 'The engine was closed.');
    for (const { reject } of this.#waiting.values()) reject(closed);
    this.#waiting.clear();
  }

  #tellChange(order: EngineOrder): void {
    this.#changes += 1;
    this.#process?.send(order);
  }

  #ask(order: (request: number) => EngineOrder): Promise<void> {
    if (this.#closing)
      return Promise.reject(new AtelierError('engine-unavailable', 'The engine was closed.'));
    this.#request += 1;
    const request = this.#request;
    return new Promise((resolve, reject) => {
      const waiting = { order: order(request), resolve, reject, deaths: 0 };
      this.#waiting.set(request, waiting);
      this.#process?.send(waiting.order);
    });
  }

  #start(): void {
    this.#restart = null;
    this.#startedAt = Date.now();
    const { home, secretKey, limits, startEngineChild = forkEngine } = this.#options;
    const [gatewayPort, workers] = [this.#port, this.#workers];
    const settings: EngineSettings = {
      home,
      secretKey,
      gatewayPort,
      workers,
      limits,
      desired: [...this.#desired.values()],
      lost: this.#lost,
    };
    this.#process = new EngineProcess(settings, startEngineChild, {
      report: (report) => this.#receive(report),
      exited: (reason) => this.#exited(reason),
    });
    for (const { order } of this.#waiting.values()) this.#process.send(order);
  }

  #receive(report: EngineReport): void {
    switch (report.kind) {
      case 'ready':
        this.gatewayUrl = report.gatewayUrl;
        this.#port = report.gatewayPort;
        this.#lost = [];
        this.#onStarted.resolve();
        return;
      case 'refused':
        this.#refused(deserializeError(report.error));
        return;
      case 'prepared':
      case 'settled':
      case 'traces-kept':
        this.#answered(report);
        return;
      case 'facts':
        this.#underWay = new Map(report.facts.underWay.map((caller) => [caller.id, caller]));
        this.#tell(report.facts);
        return;
      case 'invocations':
        for (const notice of report.notices)
          if (this.#underWay.has(notice.id)) this.#underWay.set(notice.id, notice);
        for (const listener of this.#invocationListeners) listener(report.notices);
        return;
      case 'fault':
        this.#options.reportFault?.(new AtelierError('internal', report.message));
    }
  }

  #answered(report: Extract<EngineReport, { kind: 'prepared' | 'settled' | 'traces-kept' }>): void {
    const waiting = this.#waiting.get(report.request);
    this.#waiting.delete(report.request);
    const error = report.kind === 'prepared' ? report.error : null;
    if (error === null) waiting?.resolve();
    else waiting?.reject(deserializeError(error));
  }

  /** The first start fails with it; a later one is tried again, for the port may be free soon. */
  #refused(error: AtelierError): void {
    if (this.gatewayUrl === '') this.#closing = true;
    this.#onStarted.reject(error);
    if (!this.#closing) this.#options.reportFault?.(error);
  }

  #exited(reason: string): void {
    this.#process = null;
    for (const known of this.#underWay.values())
      this.#lost.push('halt' in known ? known : noticeOfLost(known, reason));
    this.#underWay.clear();
    this.#tell(null);
    this.#forgetSettling();
    if (this.gatewayUrl === '') this.#refused(neverStarted(this.#options.home, reason));
    if (this.#closing) return;
    this.#giveUpDeadly(reason);
    this.#options.reportFault?.(
      new AtelierError('engine-unavailable', `The engine died and is started again: ${reason}.`),
    );
    const ranLong = Date.now() - this.#startedAt > longRun;
    this.#restart = setTimeout(() => this.#start(), ranLong ? 0 : this.#delay);
    this.#delay = ranLong ? 0 : Math.min(lastDelay, Math.max(firstDelay, this.#delay * 2));
  }

  /** Whoever waited for a process that is gone waits for nothing: the next one starts with what should be. */
  #forgetSettling(): void {
    for (const [request, { order, resolve }] of this.#waiting) {
      if (order.kind !== 'settle') continue;
      this.#waiting.delete(request);
      resolve();
    }
  }

  /** What engine after engine dies under would be the end of all functions: it is refused. */
  #giveUpDeadly(reason: string): void {
    for (const [request, waiting] of this.#waiting) {
      waiting.deaths += 1;
      if (waiting.order.kind !== 'prepare' || waiting.deaths < mostDeaths) continue;
      this.#waiting.delete(request);
      waiting.reject(
        new AtelierError(
          'function-failed',
          `The engine died ${mostDeaths} times while it made the function ready: ${reason}.`,
        ),
      );
    }
  }

  #tell(facts: EngineFacts | null): void {
    this.facts = facts;
    for (const listener of this.#factsListeners) listener(facts);
  }
}

function neverStarted(home: string, reason: string): AtelierError {
  return new AtelierError(
    'engine-unavailable',
    `The engine could not be started: ${reason}. ${home}/logs/engine.log says more.`,
  );
}

import type { TrackedCode } from '../contract/dirty-pages.ts';
import type { ActiveDeployment, DesiredFunction } from '../contract/engine.ts';
import { UsualRun } from '../worker/usual-run.ts';
import { isWorthTracking } from '../worker/worth-tracking.ts';

/** A function whose deployment is known. */
export type DeployedFunction = DesiredFunction & { readonly active: ActiveDeployment };

/** How much of what was expected before counts beside the newest run. */
const memoryOfRuns = 0.8;

/** After so many runs each, it is looked at whether a sooner start is worth its making. */
const runsBetweenLooks = 200;

/** A function as it is served: one deployment with one environment and one set of limits. Never changes. */
export class Revision {
  readonly number: number;
  readonly served: DeployedFunction;
  /** Names the executable: revisions with equal code share what workers have loaded. */
  readonly executableKey: string;
  /** Microseconds that the next run is expected to hold its worker's thread; infinite while nothing is known. */
  expected = Number.POSITIVE_INFINITY;
  /** What it runs, in the form that starts sooner; null where there is none, or not yet. */
  tracked: TrackedCode<WebAssembly.Module> | null = null;
  readonly #onUnused: (revision: Revision) => void;
  readonly #usualRun = new UsualRun();
  #runs = 0;
  #isBusy = false;
  #inFlight = 0;
  #retired = false;

  /** Takes what is told of it once it has retired and nothing of it is in flight any more. */
  constructor(number: number, served: DeployedFunction, onUnused: (revision: Revision) => void) {
    const { executable } = served.active;
    this.number = number;
    this.served = served;
    this.#onUnused = onUnused;
    this.executableKey = `${executable.moduleDigest}:${executable.scriptDigest ?? ''}`;
  }

  /** Counts an invocation that a worker takes. */
  enter(): void {
    this.#inFlight += 1;
  }

  /** Counts an invocation that a worker no longer holds. */
  leave(): void {
    this.#inFlight -= 1;
    this.#tellWhenUnused();
  }

  /** Nothing will be sent to it any more. What is in flight ends where it is, and takes the revision with it. */
  retire(): void {
    this.#retired = true;
    this.#tellWhenUnused();
  }

  #tellWhenUnused(): void {
    if (this.#retired && this.#inFlight === 0) this.#onUnused(this);
  }

  /** Learns from a run that held the thread for that many microseconds, the first of which made its sandbox ready. */
  observe(duration: number, start: number): void {
    this.#runs += 1;
    this.#usualRun.observe(duration - start);
    this.expected = Number.isFinite(this.expected)
      ? this.expected * memoryOfRuns + duration * (1 - memoryOfRuns)
      : duration;
  }

  /** Whether it is time to make what it runs start sooner; said once. */
  becomesBusy(): boolean {
    if (this.#isBusy || this.#runs === 0 || this.#runs % runsBetweenLooks > 0) return false;
    this.#isBusy = isWorthTracking(this.served.active.executable, this.#usualRun.microseconds);
    return this.#isBusy;
  }

  /** Whether it serves exactly what is wanted. */
  serves(desired: DesiredFunction): boolean {
    const { served } = this;
    return (
      served.active.deploymentId === desired.active?.deploymentId &&
      served.active.releaseId === desired.active.releaseId &&
      served.maxMemory === desired.maxMemory &&
      JSON.stringify(served.egress) === JSON.stringify(desired.egress) &&
      JSON.stringify(served.active.executable) === JSON.stringify(desired.active.executable) &&
      JSON.stringify(served.environment) === JSON.stringify(desired.environment)
    );
  }
}

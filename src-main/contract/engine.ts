import type { EgressPolicy } from './egress.ts';
import type { Executable } from './executable.ts';

/** What the engine needs to serve a function: its settings and the deployment that takes its traffic. */
export interface DesiredFunction {
  readonly functionId: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly maxMemory: number;
  readonly maxInstances: number;
  /** Where it may connect to; everywhere where nothing is said. */
  readonly egress?: EgressPolicy;
  /** Null while no deployment is READY: the gateway then answers 503. */
  readonly active: ActiveDeployment | null;
}

export interface ActiveDeployment {
  readonly deploymentId: string;
  readonly releaseId: string;
  readonly executable: Executable;
}

/** The engine as the control plane sees it. It is told what should be; how it gets there is its own affair. */
export interface Engine {
  /** Where functions are invoked, without a trailing slash: `http://127.0.0.1:8787`. */
  readonly gatewayUrl: string;
  /**
   * Schedules a deployment on the least loaded worker, loads and images it there, and tells whether it could serve.
   * Changes no traffic. Throws `invalid-module` or `function-failed` where the executable can't start.
   */
  prepare(target: DesiredFunction): Promise<void>;
  /** Makes this the desired state of the function. Traffic moves atomically; what is in flight ends where it is. */
  apply(desired: DesiredFunction): void;
  /** Forgets the function: the gateway answers 404 from now on. */
  remove(functionId: string): void;
  /**
   * Resolves when everything that it was told up to now is so, for every request that comes from then on; at once while
   * it is being replaced, since what comes after it knows everything from its start.
   */
  settled(): Promise<void>;
}

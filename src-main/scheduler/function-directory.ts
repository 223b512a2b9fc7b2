import type { DesiredFunction } from '../contract/engine.ts';
import { type DeployedFunction, Revision } from './revision.ts';
import { ServedFunction } from './served-function.ts';

/** Deployments of one function that may be prepared at the same time; more only lose their head start. */
const mostPrepared = 4;

/** Every function that the gateway answers for, and the revisions that serve them. */
export class FunctionDirectory {
  readonly #functions = new Map<string, ServedFunction>();
  readonly #onUnused: (revision: Revision) => void;
  #revisions = 0;

  /** Takes what is told of each revision that nobody needs any more. */
  constructor(onUnused: (revision: Revision) => void) {
    this.#onUnused = onUnused;
  }

  find(functionId: string): ServedFunction | undefined {
    return this.#functions.get(functionId);
  }

  all(): Iterable<ServedFunction> {
    return this.#functions.values();
  }

  /** The revision that serves this, which takes no traffic by that; made where there is none yet. */
  prepare(desired: DeployedFunction): Revision {
    const target = this.#functions.get(desired.functionId) ?? this.#add({ ...desired, active: null });
    const known = this.#known(target, desired);
    if (known !== null) return known;
    const revision = this.#make(desired);
    target.prepared.push(revision);
    if (target.prepared.length > mostPrepared) target.prepared.shift()!.retire();
    return revision;
  }

  /** Makes this the desired state of its function: the next invocation that begins sees it. */
  apply(desired: DesiredFunction): ServedFunction {
    const target = this.#functions.get(desired.functionId) ?? this.#add(desired);
    const before = target.current;
    target.desired = desired;
    target.current = isDeployed(desired) ? (this.#known(target, desired) ?? this.#make(desired)) : null;
    target.prepared = target.prepared.filter((revision) => revision !== target.current);
    if (before !== target.current) before?.retire();
    return target;
  }

  /** Forgets the function and gives what it was; undefined where it is unknown. */
  remove(functionId: string): ServedFunction | undefined {
    const target = this.#functions.get(functionId);
    if (target === undefined) return undefined;
    this.#functions.delete(functionId);
    const revisions = target.current === null ? target.prepared : [...target.prepared, target.current];
    target.current = null;
    target.prepared = [];
    for (const revision of revisions) revision.retire();
    return target;
  }

  #add(desired: DesiredFunction): ServedFunction {
    const target = new ServedFunction(desired);
    this.#functions.set(desired.functionId, target);
    return target;
  }

  #make(desired: DeployedFunction): Revision {
    this.#revisions += 1;
    return new Revision(this.#revisions, desired, this.#onUnused);
  }

  #known(target: ServedFunction, desired: DeployedFunction): Revision | null {
    if (target.current?.serves(desired)) return target.current;
    return target.prepared.find((revision) => revision.serves(desired)) ?? null;
  }
}

/** Whether the function has a deployment to serve. */
export function isDeployed(desired: DesiredFunction): desired is DeployedFunction {
  return desired.active !== null;
}

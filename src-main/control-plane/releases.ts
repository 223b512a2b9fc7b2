import { AtelierError } from '../contract/errors.ts';
import type { Release } from '../contract/release.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';

/** How the wire addresses a release. */
export interface ReleaseAddress extends FunctionAddress {
  readonly releaseId: string;
}

/** The releases of a function, newest first. Throws `forbidden`, `not-found`. */
export function listReleases(context: ControlPlaneContext, address: FunctionAddress): Release[] {
  return context.store.releases.listOfFunction(getFunction(context, address).id);
}

/** The release at an address. Throws `forbidden`, or `not-found` where the function has no such release. */
export function getRelease(context: ControlPlaneContext, address: ReleaseAddress): Release {
  const { id } = getFunction(context, address);
  const found = context.store.releases.find(address.releaseId);
  if (found?.functionId === id) return found;
  throw new AtelierError('not-found', `There is no release ${address.releaseId} of function ${id}.`);
}

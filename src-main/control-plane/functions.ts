import { AtelierError } from '../contract/errors.ts';
import { type CloudFunction, functionInputSchema, functionSettings } from '../contract/function.ts';
import { requireOwner } from './account.ts';
import type { ControlPlaneContext } from './context.ts';
import { createIdentifier } from './identifiers.ts';
import { parseInput } from './parse-input.ts';

/** How the wire addresses a function. */
export interface FunctionAddress {
  readonly ownerId: string;
  readonly functionId: string;
}

/** Every function of an owner, in the store's order. Throws `forbidden`. */
export function listFunctions(context: ControlPlaneContext, ownerId: string): CloudFunction[] {
  requireOwner(context, ownerId);
  return context.store.functions.list(ownerId);
}

/** Makes a function from a `FunctionInput`; it is known to the engine at once. Throws `forbidden`, `invalid-input`. */
export function createFunction(context: ControlPlaneContext, ownerId: string, input: unknown): CloudFunction {
  requireOwner(context, ownerId);
  const settings = functionSettings(parseInput(functionInputSchema, input));
  const createdAt = context.now().toISOString();
  const created = { id: createIdentifier('function'), ownerId, ...settings, createdAt, updatedAt: createdAt };
  context.store.functions.insert(created);
  context.traffic.applySettings(created.id);
  context.functionFeed.publish(created.id);
  return created;
}

/** The function at an address. Throws `forbidden`, or `not-found` where its owner has no such function. */
export function getFunction(context: ControlPlaneContext, address: FunctionAddress): CloudFunction {
  requireOwner(context, address.ownerId);
  const found = context.store.functions.find(address.functionId);
  if (found?.ownerId === address.ownerId) return found;
  throw new AtelierError('not-found', `There is no function ${address.functionId} in ${address.ownerId}.`);
}

/**
 * Replaces all settings of a function by a `FunctionInput`; what it leaves out goes back to its default. The next
 * invocation sees the new settings. Throws `forbidden`, `not-found`, `invalid-input`.
 */
export function replaceFunction(
  context: ControlPlaneContext,
  address: FunctionAddress,
  input: unknown,
): CloudFunction {
  const current = getFunction(context, address);
  const settings = functionSettings(parseInput(functionInputSchema, input));
  const replaced = { ...current, ...settings, updatedAt: context.now().toISOString() };
  context.store.functions.replace(replaced);
  context.traffic.applySettings(replaced.id);
  context.functionFeed.publish(replaced.id);
  return replaced;
}

/** Deletes a function with its deployments, releases and trigger, and stops serving it. Throws `forbidden`, `not-found`. */
export function deleteFunction(context: ControlPlaneContext, address: FunctionAddress): void {
  const { id } = getFunction(context, address);
  for (const deployment of context.store.deployments.listOfFunction(id))
    context.pipeline.cancel(deployment.id);
  context.store.functions.delete(id);
  context.traffic.remove(id);
  context.functionFeed.publish(id);
}

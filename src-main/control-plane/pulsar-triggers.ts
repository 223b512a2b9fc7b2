import { AtelierError } from '../contract/errors.ts';
import { type PulsarTrigger, pulsarTriggerInputSchema } from '../contract/pulsar-trigger.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';
import { parseInput } from './parse-input.ts';

/** The Pulsar trigger of a function, null where none is set. Throws `forbidden`, and `not-found` for the function. */
export function findPulsarTrigger(
  context: ControlPlaneContext,
  address: FunctionAddress,
): PulsarTrigger | null {
  const { id } = getFunction(context, address);
  return context.store.pulsarTriggers.find(id) ?? null;
}

/** The Pulsar trigger of a function. Throws `forbidden`, or `not-found` where none is set. */
export function getPulsarTrigger(context: ControlPlaneContext, address: FunctionAddress): PulsarTrigger {
  const trigger = findPulsarTrigger(context, address);
  if (trigger !== null) return trigger;
  throw new AtelierError(
    'not-found',
    `Function ${address.functionId} has no Pulsar trigger. Set one with POST on this address.`,
  );
}

/** Sets or replaces the Pulsar trigger of a function. Throws `forbidden`, `not-found`, `invalid-input`. */
export function setPulsarTrigger(
  context: ControlPlaneContext,
  address: FunctionAddress,
  input: unknown,
): PulsarTrigger {
  const { id } = getFunction(context, address);
  const settings = parseInput(pulsarTriggerInputSchema, input);
  // The platform has no bus of its own, so every URL leads to somebody else's.
  const trigger = { external: true, ...settings, pulsar_token: settings.pulsar_token ?? null };
  context.store.pulsarTriggers.put(id, trigger);
  context.functionFeed.publish(id);
  return trigger;
}

/** Takes the Pulsar trigger away. Throws `forbidden`, or `not-found` where none is set. */
export function deletePulsarTrigger(context: ControlPlaneContext, address: FunctionAddress): void {
  getPulsarTrigger(context, address);
  context.store.pulsarTriggers.delete(address.functionId);
  context.functionFeed.publish(address.functionId);
}

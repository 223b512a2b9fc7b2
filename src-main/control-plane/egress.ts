import { type Egress, egressSchema } from '../contract/egress.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';
import { parseInput } from './parse-input.ts';

/** Where a function may connect to. Throws `forbidden`, `not-found`. */
export function getEgress(context: ControlPlaneContext, address: FunctionAddress): Egress {
  const { id } = getFunction(context, address);
  return { egress: context.store.egressPolicies.find(id) };
}

/** Says where a function may connect to, from its next invocation on. Throws `forbidden`, `not-found`, `invalid-input`. */
export function setEgress(context: ControlPlaneContext, address: FunctionAddress, input: unknown): Egress {
  const { id } = getFunction(context, address);
  const { egress } = parseInput(egressSchema, input);
  context.store.egressPolicies.put(id, egress);
  context.traffic.applySettings(id);
  context.functionFeed.publish(id);
  return { egress };
}

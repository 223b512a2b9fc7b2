import type { EgressPolicy } from '../contract/egress.ts';
import type { ActiveDeployment, DesiredFunction } from '../contract/engine.ts';
import type { CloudFunction } from '../contract/function.ts';

/** What the engine is told of a function that `active` serves. */
export function desiredFunction(
  settings: CloudFunction,
  egress: EgressPolicy,
  active: ActiveDeployment | null,
): DesiredFunction {
  const { id, environment, maxMemory, maxInstances } = settings;
  return { functionId: id, environment, maxMemory, maxInstances, egress, active };
}

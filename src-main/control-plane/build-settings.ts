import { type BuildSettings, buildSettingsSchema } from '../contract/build-settings.ts';
import type { ControlPlaneContext } from './context.ts';
import { type FunctionAddress, getFunction } from './functions.ts';
import { parseInput } from './parse-input.ts';

/** How a function is built. Throws `forbidden`, `not-found`. */
export function getBuildSettings(context: ControlPlaneContext, address: FunctionAddress): BuildSettings {
  return context.store.buildSettings.find(getFunction(context, address).id);
}

/**
 * Says how a function is built; what is left out goes back to its default. What is served is made anew behind its
 * back. Throws `forbidden`, `not-found`, `invalid-input`.
 */
export function setBuildSettings(
  context: ControlPlaneContext,
  address: FunctionAddress,
  input: unknown,
): BuildSettings {
  const { id } = getFunction(context, address);
  const settings = parseInput(buildSettingsSchema, input);
  const { store, traffic, functionFeed } = context;
  const { optimisation, strip } = store.buildSettings.find(id);
  if (optimisation === settings.optimisation && strip === settings.strip) return settings;
  store.buildSettings.put(id, settings);
  functionFeed.publish(id);
  void traffic.restore(id);
  return settings;
}

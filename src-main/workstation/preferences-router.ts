import type { WorkstationContext } from './context.ts';

/** The calls about what the screen keeps of its own. */
export function createPreferencesRouter({ rpc, platform }: WorkstationContext) {
  const { preferences } = platform.store;
  return {
    all: rpc.preferences.all.handler(() => preferences.all()),
    set: rpc.preferences.set.handler(({ input: { key, value } }) => {
      if (value === null) preferences.delete(key);
      else preferences.set(key, value);
      return {};
    }),
  };
}

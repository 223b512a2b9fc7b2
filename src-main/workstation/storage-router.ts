import type { WorkstationContext } from './context.ts';
import { cleanStorage, measureStorage } from './storage.ts';

/** The calls about the room that the platform takes on this machine. */
export function createStorageRouter(context: WorkstationContext) {
  const { rpc, home, platform } = context;
  return {
    measure: rpc.storage.measure.handler(() => measureStorage(home, platform)),
    clean: rpc.storage.clean.handler(async ({ input }) => ({
      bytes: await cleanStorage(context, input.kind),
    })),
  };
}

import { getBuildSettings, setBuildSettings } from '../control-plane/build-settings.ts';
import { getEgress, setEgress } from '../control-plane/egress.ts';
import { createFunction, getFunction, replaceFunction } from '../control-plane/functions.ts';
import {
  deletePulsarTrigger,
  findPulsarTrigger,
  setPulsarTrigger,
} from '../control-plane/pulsar-triggers.ts';
import { restoreFunction, trashFunction } from '../control-plane/trash.ts';
import type { WorkstationContext } from './context.ts';
import { findFunction } from './find-address.ts';
import { listDeploymentRows, listReleaseRows, listSummaries, summarise } from './function-summaries.ts';

/** The calls about functions. */
export function createFunctionsRouter({ rpc, platform, workspace }: WorkstationContext) {
  const { controlPlane } = platform;
  const address = (functionId: string) => findFunction(controlPlane, functionId);
  /** What a call has changed holds from its answer on. */
  const settled = async <Answer>(answer: Answer): Promise<Answer> => {
    await controlPlane.engine.settled();
    return answer;
  };
  return {
    list: rpc.functions.list.handler(() => listSummaries(controlPlane)),
    get: rpc.functions.get.handler(({ input }) =>
      summarise(controlPlane, getFunction(controlPlane, address(input.functionId))),
    ),
    create: rpc.functions.create.handler(({ input }) =>
      settled(createFunction(controlPlane, controlPlane.account.organisation.id, input)),
    ),
    update: rpc.functions.update.handler(({ input }) =>
      settled(replaceFunction(controlPlane, address(input.functionId), input.settings)),
    ),
    delete: rpc.functions.delete.handler(({ input }) =>
      settled({ undoToken: trashFunction(controlPlane, address(input.functionId)) }),
    ),
    restore: rpc.functions.restore.handler(({ input }) => restoreFunction(controlPlane, input.undoToken)),
    releases: rpc.functions.releases.handler(({ input }) =>
      listReleaseRows(controlPlane, address(input.functionId)),
    ),
    environmentSource: rpc.functions.environmentSource.handler(({ input }) =>
      workspace.environmentSource(getFunction(controlPlane, address(input.functionId))),
    ),
    pulsarTrigger: rpc.functions.pulsarTrigger.handler(({ input }) =>
      findPulsarTrigger(controlPlane, address(input.functionId)),
    ),
    setPulsarTrigger: rpc.functions.setPulsarTrigger.handler(({ input: { functionId, trigger } }) =>
      setPulsarTrigger(controlPlane, address(functionId), trigger),
    ),
    removePulsarTrigger: rpc.functions.removePulsarTrigger.handler(({ input }) => {
      deletePulsarTrigger(controlPlane, address(input.functionId));
      return {};
    }),
    egress: rpc.functions.egress.handler(({ input }) => getEgress(controlPlane, address(input.functionId))),
    setEgress: rpc.functions.setEgress.handler(({ input: { functionId, egress } }) =>
      settled(setEgress(controlPlane, address(functionId), { egress })),
    ),
    buildSettings: rpc.functions.buildSettings.handler(({ input }) =>
      getBuildSettings(controlPlane, address(input.functionId)),
    ),
    setBuildSettings: rpc.functions.setBuildSettings.handler(({ input: { functionId, ...settings } }) =>
      setBuildSettings(controlPlane, address(functionId), settings),
    ),
    deployments: rpc.functions.deployments.handler(({ input }) =>
      listDeploymentRows(controlPlane, address(input.functionId)),
    ),
  };
}

import type { Deployment } from '../contract/deployment.ts';
import type { CloudFunction } from '../contract/function.ts';
import type { DeploymentDetail, FunctionSummary, ReleaseRow } from '../contract/rpc/functions.ts';
import type { ControlPlane } from '../control-plane/control-plane.ts';
import { listDeployments, presentDeployment } from '../control-plane/deployments.ts';
import type { FunctionAddress } from '../control-plane/functions.ts';
import { listReleases } from '../control-plane/releases.ts';
import type { FunctionState } from '../store/function-states.ts';

/** A deployment as lists show it. */
export type DeploymentRow = Omit<DeploymentDetail, 'steps' | 'problems'>;

/** Every function with what is live of it and what was last tried, oldest first. */
export function listSummaries(controlPlane: ControlPlane): FunctionSummary[] {
  const { store } = controlPlane;
  const states = new Map(store.functionStates.list().map((state) => [state.functionId, state]));
  return store.functions
    .listAll()
    .map((cloudFunction) => toSummary(controlPlane, cloudFunction, states.get(cloudFunction.id)));
}

/** One function, likewise. */
export function summarise(controlPlane: ControlPlane, cloudFunction: CloudFunction): FunctionSummary {
  return toSummary(controlPlane, cloudFunction, controlPlane.store.functionStates.find(cloudFunction.id));
}

/** The releases of a function, newest first, the one that is served marked. Throws `forbidden`, `not-found`. */
export function listReleaseRows(controlPlane: ControlPlane, address: FunctionAddress): ReleaseRow[] {
  const state = controlPlane.store.functionStates.find(address.functionId);
  return listReleases(controlPlane, address).map((release) => ({
    ...release,
    active: release.id === state?.activeReleaseId,
  }));
}

/** The deployments of a function, newest first, with the numbers of releases. Throws `forbidden`, `not-found`. */
export function listDeploymentRows(controlPlane: ControlPlane, address: FunctionAddress): DeploymentRow[] {
  const numbers = new Map(listReleases(controlPlane, address).map(({ id, number }) => [id, number]));
  const state = controlPlane.store.functionStates.find(address.functionId);
  return listDeployments(controlPlane, address).map((deployment) =>
    toDeploymentRow(deployment, numbers, state),
  );
}

/** A deployment with the number of its release and of the one that takes the function's traffic. */
export function toDeploymentRow(
  deployment: Deployment,
  numbers: ReadonlyMap<string, number>,
  state: FunctionState | undefined,
): DeploymentRow {
  return {
    ...deployment,
    releaseNumber: numbers.get(deployment.releaseId ?? '') ?? null,
    servingReleaseNumber: state?.activeReleaseNumber ?? null,
  };
}

function toSummary(
  controlPlane: ControlPlane,
  cloudFunction: CloudFunction,
  state: FunctionState | undefined,
): FunctionSummary {
  const latest =
    state?.latestDeploymentId == null
      ? undefined
      : controlPlane.store.deployments.find(state.latestDeploymentId);
  return {
    ...cloudFunction,
    url: `${controlPlane.engine.gatewayUrl}/${cloudFunction.id}`,
    activeReleaseNumber: state?.activeReleaseNumber ?? null,
    activeDeploymentId: state?.activeDeploymentId ?? null,
    latestDeployment: latest === undefined ? null : presentDeployment(controlPlane, latest),
  };
}

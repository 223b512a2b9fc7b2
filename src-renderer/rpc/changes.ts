import type { QueryClient } from '@tanstack/react-query';
import { assertNever } from '../../src-main/contract/assert-never.ts';
import type { Change } from '../../src-main/contract/rpc/changes.ts';
import { connection, queries, rpc } from './client.ts';

/** How long a stream that ended early waits before it is opened again, milliseconds. */
const pause = 250;

/** Follows the platform's changes for as long as the page lives and makes what is on the screen fetch itself anew. */
export async function followChanges(client: QueryClient, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await connection.link();
      const batches = await rpc.platform.changes(undefined, { signal });
      // Whatever happened while nobody listened is not in the stream: start from a clean sheet.
      void client.invalidateQueries();
      for await (const batch of batches) for (const change of batch) invalidate(client, change);
    } catch {
      // The connection went away; the next turn waits for the next one.
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

function invalidate(client: QueryClient, change: Change): void {
  for (const queryKey of keysOf(change)) void client.invalidateQueries({ queryKey });
}

function keysOf(change: Change): readonly (readonly unknown[])[] {
  switch (change.topic) {
    case 'functions':
      // Each function is a variable of requests, by its name.
      return [queries.functions.list.key(), queries.requests.variables.key()];
    case 'function':
      return [
        queries.functions.key({ input: { functionId: change.functionId } }),
        queries.functions.list.key(),
        queries.releases.get.key(),
        // One of its deployments may be gone.
        queries.deployments.get.key(),
      ];
    case 'deployment':
      return [
        queries.deployments.get.key({ input: { deploymentId: change.deploymentId } }),
        queries.functions.key({ input: { functionId: change.functionId } }),
        queries.functions.list.key(),
      ];
    case 'invocations':
      return [queries.invocations.list.key()];
    case 'facts':
      return [queries.platform.facts.key()];
    case 'project':
      return [
        queries.projects.key({ input: { projectId: change.projectId } }),
        queries.projects.list.key(),
        queries.functions.environmentSource.key(),
        queries.requests.list.key({ input: { projectId: change.projectId } }),
        queries.requests.environments.key({ input: { projectId: change.projectId } }),
        queries.requests.variables.key(),
      ];
    case 'projects':
      return [queries.projects.list.key()];
    case 'exchange':
      return [queries.history.get.key({ input: { exchangeId: change.exchangeId } })];
    case 'history':
      return [queries.history.list.key()];
    default:
      return assertNever(change);
  }
}

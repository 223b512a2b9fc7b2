import { leftOutOfCurl, parseCurl } from '../composer/curl/parse-curl.ts';
import { writeCurl } from '../composer/curl/write-curl.ts';
import type { HarInvocation } from '../composer/formats/export-har.ts';
import { exportText } from '../composer/formats/export-text.ts';
import { importText } from '../composer/formats/import-text.ts';
import { AtelierError } from '../contract/errors.ts';
import type { WorkstationContext } from './context.ts';
import { readInvocationTrace } from './invocation-trace.ts';
import { productVersion } from './product-version.ts';

/** The calls about requests: saved, sent, brought from elsewhere and taken there. */
export function createRequestsRouter(context: WorkstationContext) {
  const { rpc, hub, composer } = context;
  const { saved, history } = composer;
  return {
    list: rpc.requests.list.handler(({ input }) => saved.list(input.projectId)),
    save: rpc.requests.save.handler(async ({ input: { draft, ...address } }) => {
      const request = await saved.save(address, draft);
      hub.publish({ topic: 'project', projectId: address.projectId });
      return request;
    }),
    remove: rpc.requests.remove.handler(async ({ input }) => {
      await saved.remove(input);
      hub.publish({ topic: 'project', projectId: input.projectId });
      return {};
    }),
    variables: rpc.requests.variables.handler(({ input: { environment, ...place } }) =>
      composer.variables(place, environment),
    ),
    environments: rpc.requests.environments.handler(({ input }) => composer.environments(input.projectId)),
    send: rpc.requests.send.handler(({ input }) => composer.send(input)),
    cancel: rpc.requests.cancel.handler(({ input }) => {
      composer.cancel(input.exchangeId);
      return {};
    }),
    fromCurl: rpc.requests.fromCurl.handler(({ input: { command } }) => ({
      draft: parseCurl(command),
      problems: leftOutOfCurl(command),
    })),
    toCurl: rpc.requests.toCurl.handler(({ input }) => ({ command: writeCurl(input.draft) })),
    importText: rpc.requests.importText.handler(({ input }) => importText(input.text)),
    exportText: rpc.requests.exportText.handler(async ({ input }) => ({
      text: await exportText(input, {
        history,
        version: productVersion,
        findInvocation: (id) => findInvocation(context, id),
      }),
    })),
  };
}

/** What the trace of an invocation says; null where it is not kept any more. */
async function findInvocation(
  { traces, platform }: WorkstationContext,
  invocationId: string,
): Promise<HarInvocation | null> {
  try {
    return await readInvocationTrace(await traces.read(), platform, invocationId);
  } catch (error) {
    if (error instanceof AtelierError && error.code === 'not-found') return null;
    throw error;
  }
}

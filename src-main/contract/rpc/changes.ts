import { z } from 'zod';

/**
 * The one stream of the screen: which things changed since the last batch, and nothing of their content. The renderer
 * pulls what it shows, so a chatty function can never flood it. Batches are coalesced and sent at most ten times a
 * second; an idle platform sends none.
 */
export const changeSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('functions') }),
  z.object({ topic: z.literal('function'), functionId: z.string() }),
  z.object({ topic: z.literal('deployment'), functionId: z.string(), deploymentId: z.string() }),
  z.object({ topic: z.literal('invocations') }),
  z.object({ topic: z.literal('facts') }),
  z.object({ topic: z.literal('project'), projectId: z.string() }),
  z.object({ topic: z.literal('projects') }),
  z.object({ topic: z.literal('exchange'), exchangeId: z.string() }),
  z.object({ topic: z.literal('history') }),
]);
export type Change = z.infer<typeof changeSchema>;
export const changeBatchSchema = z.array(changeSchema);

import { z } from 'zod';
import { organisationSchema } from '../account.ts';

/** Where functions can be looked at: on this platform, and in the cloud that its environment named at its start. */
export const targetsSchema = z.object({
  local: organisationSchema,
  cloud: z
    .object({
      /** Its API, with the scheme; as the variable has it where the variables can't be used. */
      host: z.string(),
      organisations: z.array(organisationSchema),
      /** Why there are no organisations to choose from; null where all is well. */
      problem: z.string().nullable(),
    })
    .nullable(),
});
export type Targets = z.infer<typeof targetsSchema>;

/** A deployment in a cloud: what every cloud tells of it, with states and platforms that may be unknown here. */
export const cloudDeploymentSchema = z.object({
  id: z.string(),
  status: z.string(),
  platform: z.string(),
  errorReason: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: z.string(),
});
export type CloudDeployment = z.infer<typeof cloudDeploymentSchema>;

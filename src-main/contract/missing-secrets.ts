import { z } from 'zod';

/** Among the details of the error that refuses a deployment: the secrets without a value anywhere. */
export const missingSecretsSchema = z.object({ missingSecrets: z.array(z.string()).min(1) });

/** The secrets that the details of an error say have no value; none where they say nothing of it. */
export function missingSecretsOf(details: unknown): readonly string[] {
  return missingSecretsSchema.safeParse(details).data?.missingSecrets ?? [];
}

import { z } from 'zod';

/** `GET /v2/self`: the local user. */
export const selfSchema = z.object({ id: z.string(), email: z.string(), name: z.string() });
export type Self = z.infer<typeof selfSchema>;

/** `GET /v2/organisations/{ownerId}`. */
export const organisationSchema = z.object({ id: z.string(), name: z.string() });
export type Organisation = z.infer<typeof organisationSchema>;

const holdings = { applications: z.array(z.unknown()), addons: z.array(z.unknown()) };

/** `GET /v2/summary`: the user and their organisations; a functions cloud holds no applications or add-ons. */
export const summarySchema = z.object({
  user: selfSchema.extend(holdings),
  organisations: z.array(organisationSchema.extend(holdings)),
});
export type Summary = z.infer<typeof summarySchema>;

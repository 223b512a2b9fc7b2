import { z } from 'zod';

/** What `atelier serve --ready-file` writes when everything listens, and how command lines find the platform. */
export const readyFileSchema = z.object({
  apiUrl: z.string(),
  gatewayUrl: z.string(),
  uiUrl: z.string(),
  ownerId: z.string(),
  /** For `Authorization: Bearer`. */
  token: z.string(),
  /** OAuth 1.0a PLAINTEXT; what is verified is the token and its secret. */
  oauth: z.object({
    consumerKey: z.string(),
    consumerSecret: z.string(),
    token: z.string(),
    secret: z.string(),
  }),
  pid: z.int(),
});
export type ReadyFile = z.infer<typeof readyFileSchema>;

import { z } from 'zod';

/**
 * `host:port`. The host is a name, `*.name` for what is below it, an address (IPv6 in brackets), or `*`; the port is
 * a number or `*`.
 */
const egressPatternSchema = z
  .string()
  .regex(
    /^(\*|\*\.[^\s:*[\]]+|[^\s:*[\]]+|\[[0-9a-fA-F:.]+\]):(\*|\d{1,5})$/,
    'a place reads host:port, *.example.org:443 or [::1]:*',
  )
  .refine((place) => !(Number(/\d+$/.exec(place)?.[0]) > 65_535), 'a port is 65535 at the most');

/** Where a function may connect to: everywhere, this machine alone, nowhere, or the places of a list. */
export const egressPolicySchema = z.union(
  [z.enum(['all', 'loopback', 'none']), z.array(egressPatternSchema).max(1_000)],
  'it is "all", "loopback", "none", or a list of places as host:port',
);
export type EgressPolicy = z.infer<typeof egressPolicySchema>;

/** The body and the answer of `…/functions/{functionId}/egress`, an extension of ours. */
export const egressSchema = z.object({ egress: egressPolicySchema });
export type Egress = z.infer<typeof egressSchema>;

import { z } from 'zod';

/** The body of `POST …/trigger-pulsar`, spelled as on the wire (docs/wire.md, 1). */
export const pulsarTriggerInputSchema = z.object({
  pulsar_url: z
    .string()
    .regex(/^pulsar(\+ssl)?:\/\/[^/\s]+/, 'a Pulsar URL reads pulsar://host:port or pulsar+ssl://host:port'),
  pulsar_topic_fqdn: z
    .string()
    .regex(
      /^(persistent|non-persistent):\/\/[^/\s]+\/[^/\s]+\/.+$/,
      'a topic reads persistent://tenant/namespace/topic',
    ),
  pulsar_topic_fqdn_is_regex: z.boolean().default(false),
  pulsar_token: z.string().nullish(),
});

/** The trigger as the API shows it. `external` says that the bus is not the platform's own. */
export const pulsarTriggerSchema = z.object({
  external: z.boolean(),
  pulsar_url: z.string(),
  pulsar_topic_fqdn: z.string(),
  pulsar_topic_fqdn_is_regex: z.boolean(),
  pulsar_token: z.string().nullable(),
});
export type PulsarTrigger = z.infer<typeof pulsarTriggerSchema>;

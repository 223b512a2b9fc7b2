import { z } from 'zod';
import { functionBounds, functionDefaults } from './limits.ts';

/**
 * Names of environment variables: anything that WASI's `NAME=value` can carry. The vendor's clients send what they
 * like, so only what would break the encoding is refused.
 */
const environmentName = z
  .string()
  .min(1, 'a variable needs a name')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a WASI environment string
  .regex(/^[^=\u0000]+$/, 'a variable name has no "=" and no NUL character');

/** NUL would end the string early inside the function. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends a WASI environment string
const environmentValue = z.string().regex(/^[^\u0000]*$/, 'a value has no NUL character');

/** Objects lose a member of this name on their way through schemas, and without a word. */
export const unusableName = '__proto__';
export const unusableNameReason = `no variable can be called ${unusableName} here`;

export const environmentSchema = z.preprocess(
  (environment: Record<string, string>, context) => {
    if (Object.hasOwn(environment ?? {}, unusableName))
      context.addIssue({ code: 'custom', message: unusableNameReason, path: [unusableName] });
    return environment;
  },
  z.record(environmentName, environmentValue),
);

/** The body of `POST …/functions` and `PUT …/functions/{functionId}` (docs/wire.md, 1). */
export const functionInputSchema = z.object({
  name: z.string().max(200).nullish(),
  description: z.string().max(2_000).nullish(),
  tag: z.string().max(200).nullish(),
  environment: environmentSchema.nullish(),
  maxMemory: z.int().min(functionBounds.minimumMemory).max(functionBounds.maximumMemory).nullish(),
  maxInstances: z.int().min(1).max(functionBounds.maximumInstances).nullish(),
});
export type FunctionInput = z.infer<typeof functionInputSchema>;

/** A function as the API shows it. */
export const functionSchema = z.object({
  id: z.string(),
  ownerId: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  tag: z.string().nullable(),
  environment: z.record(z.string(), z.string()),
  maxMemory: z.int(),
  maxInstances: z.int(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type CloudFunction = z.infer<typeof functionSchema>;

/** What an input means once its defaults are in place. */
export type FunctionSettings = Pick<
  CloudFunction,
  'name' | 'description' | 'tag' | 'environment' | 'maxMemory' | 'maxInstances'
>;

/** Fills in what the input left out (docs/wire.md, 1). */
export function functionSettings(input: FunctionInput): FunctionSettings {
  return {
    name: input.name ?? null,
    description: input.description ?? null,
    tag: input.tag ?? null,
    environment: input.environment ?? {},
    maxMemory: input.maxMemory ?? functionDefaults.maxMemory,
    maxInstances: input.maxInstances ?? functionDefaults.maxInstances,
  };
}

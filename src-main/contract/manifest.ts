import { z } from 'zod';
import { optimisationSchema, stripSchema } from './build-settings.ts';
import { egressPolicySchema } from './egress.ts';
import { environmentSchema, unusableName, unusableNameReason } from './function.ts';
import { functionBounds, functionDefaults } from './limits.ts';

/** What a manifest calls the languages; `wasm` is a module that was compiled elsewhere. */
export const sourceLanguages = [
  'javascript',
  'typescript',
  'assemblyscript',
  'rust',
  'go',
  'c',
  'cpp',
  'zig',
  'wasm',
] as const;
export type SourceLanguage = (typeof sourceLanguages)[number];

/** A name that is a file name on every system and reads well in an address. */
export const manifestFunctionName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/,
    'a name is made of up to 63 letters, digits, "-" and "_", and begins with a letter or digit',
  );

/** Paths are relative to the manifest and never leave its folder, so that a project can be moved and shared. */
const pathInside = z
  .string()
  .regex(
    /^(?![/\\]|[A-Za-z]:)(?!(.*[/\\])?\.\.([/\\]|$))/,
    'a path is relative to the manifest and stays inside its folder',
  )
  .min(1, 'a path is needed');

const manifestFunctionSchema = z.strictObject({
  source: pathInside.describe('The source file, or the folder of a project, relative to this file.'),
  language: z
    .enum(sourceLanguages)
    .optional()
    .describe('What it is written in; needed where the file names do not tell, as with .ts.'),
  description: z.string().max(2_000).optional().describe('For people.'),
  tag: z.string().max(200).optional().describe('A label of your own.'),
  environment: environmentSchema.optional().describe('The variables that the function sees.'),
  secrets: z
    .array(
      z
        .string()
        .regex(/^[^=\s]+$/, 'a secret is named without blanks and without "="')
        .refine((name) => name !== unusableName, unusableNameReason),
    )
    .optional()
    .describe(
      'Variables whose values are no part of this file: they come from the environment or from .env.',
    ),
  maxMemory: z
    .int()
    .min(functionBounds.minimumMemory)
    .max(functionBounds.maximumMemory)
    .optional()
    .describe(`Bytes of memory of one instance; ${functionDefaults.maxMemory} where nothing is said.`),
  maxInstances: z
    .int()
    .min(1)
    .max(functionBounds.maximumInstances)
    .optional()
    .describe('How many run at the same time.'),
  egress: egressPolicySchema
    .optional()
    .describe(
      'Where the function may connect to: everywhere, this machine, nowhere, or a list of host:port.',
    ),
  optimisation: optimisationSchema
    .optional()
    .describe(
      'How far its WebAssembly is optimised, behind the deployment: a level of wasm-opt, or auto (the default) for what its compiler left unoptimised.',
    ),
  strip: stripSchema
    .optional()
    .describe(
      'What workers do not load: debuginfo (the default), or symbols, which is names as well. Stack traces have both either way.',
    ),
  watch: z
    .array(pathInside)
    .optional()
    .describe('Further files and folders whose change builds the function again.'),
});
export type ManifestFunction = z.infer<typeof manifestFunctionSchema>;

/** `atelier.json`: what a folder of source deploys. Comments and trailing commas are allowed in the file. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  functions: z.record(manifestFunctionName, manifestFunctionSchema).describe('The functions by their names.'),
  requests: pathInside.default('requests').describe('The folder of .http files.'),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** The JSON Schema (draft 2020-12) of the manifest, for editors; that comments are allowed is VS Code's own word for it. */
export function manifestJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, { io: 'input' });
  return { title: 'Atelier manifest', allowComments: true, allowTrailingCommas: true, ...schema };
}

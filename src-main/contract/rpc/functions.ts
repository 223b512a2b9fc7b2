import { z } from 'zod';
import { deploymentSchema, deploymentStepSchema } from '../deployment.ts';
import { functionSchema } from '../function.ts';
import { releaseSchema } from '../release.ts';

/** A function as lists show it: with what is live and what was last tried. */
export const functionSummarySchema = functionSchema.extend({
  url: z.string(),
  /** The release that takes the traffic, null while none does. */
  activeReleaseNumber: z.int().nullable(),
  activeDeploymentId: z.string().nullable(),
  latestDeployment: deploymentSchema.nullable(),
});
export type FunctionSummary = z.infer<typeof functionSummarySchema>;

/** A release with the deployment facts that the explorer marks it with. */
export const releaseRowSchema = releaseSchema.extend({ active: z.boolean() });
export type ReleaseRow = z.infer<typeof releaseRowSchema>;

export const deploymentDetailSchema = deploymentSchema.extend({
  steps: z.array(deploymentStepSchema),
  releaseNumber: z.int().nullable(),
  /** "v6 keeps serving": what takes the traffic while or although this one does not. */
  servingReleaseNumber: z.int().nullable(),
});
export type DeploymentDetail = z.infer<typeof deploymentDetailSchema>;

/** What a module consists of: the deploy tab's report. Sizes in bytes. */
export const moduleReportSchema = z.object({
  size: z.int(),
  sections: z.array(z.object({ name: z.string(), size: z.int() })),
  functions: z.array(z.object({ name: z.string(), group: z.string(), size: z.int() })),
  functionCount: z.int(),
  imports: z.array(z.object({ module: z.string(), name: z.string(), kind: z.string(), purpose: z.string() })),
  exports: z.array(z.object({ name: z.string(), kind: z.string() })),
  memory: z.object({ initialPages: z.int(), maximumPages: z.int().nullable() }).nullable(),
  producers: z.array(z.object({ field: z.string(), name: z.string(), version: z.string() })),
  features: z.array(z.string()),
  capabilities: z.array(z.string()),
  environmentKeys: z.array(z.string()),
  imageObstacles: z.array(z.string()),
});
export type ModuleReport = z.infer<typeof moduleReportSchema>;

/** What changed between two releases' modules. */
export const moduleDiffSchema = z.object({
  sizeBefore: z.int(),
  sizeAfter: z.int(),
  functions: z.array(z.object({ name: z.string(), before: z.int(), after: z.int() })),
  importsAdded: z.array(z.string()),
  importsRemoved: z.array(z.string()),
  capabilitiesAdded: z.array(z.string()),
  capabilitiesRemoved: z.array(z.string()),
  environmentKeysAdded: z.array(z.string()),
  environmentKeysRemoved: z.array(z.string()),
});
export type ModuleDiff = z.infer<typeof moduleDiffSchema>;

/** Where a variable of a function comes from, and what the next deployment from its project does with it. */
export const variableOriginSchema = z.object({
  name: z.string(),
  /**
   * `function`: set on the function itself; `manifest`: in atelier.json; and for secrets, which the manifest names
   * only: `process`, the platform's own environment; `file`, the project's `.env`; `platform`,
   * sealed with the platform; `kept`, known to the function alone;
   * `missing`, known nowhere.
   */
  origin: z.enum(['function', 'manifest', 'process', 'file', 'platform', 'kept', 'missing']),
  next: z.enum(['keep', 'change', 'add', 'remove']),
});
export type VariableOrigin = z.infer<typeof variableOriginSchema>;

/** The open project whose manifest gives a function its environment, with what it gives; null where none does. */
export const environmentSourceSchema = z
  .object({ projectId: z.string(), projectName: z.string(), variables: z.array(variableOriginSchema) })
  .nullable();
export type EnvironmentSource = z.infer<typeof environmentSourceSchema>;

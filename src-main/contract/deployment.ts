import { z } from 'zod';
import { diagnosticSchema } from './diagnostic.ts';
import { platformSchema } from './platform-code.ts';

/** `WAITING_FOR_UPLOAD` → `PACKAGING` → `DEPLOYING` → `READY`, or `ERROR` from any of them (docs/wire.md, 1). */
export const deploymentStatuses = ['WAITING_FOR_UPLOAD', 'PACKAGING', 'DEPLOYING', 'READY', 'ERROR'] as const;
export const deploymentStatusSchema = z.enum(deploymentStatuses);
export type DeploymentStatus = z.infer<typeof deploymentStatusSchema>;

const label = {
  name: z.string().max(200).nullish(),
  description: z.string().max(2_000).nullish(),
  tag: z.string().max(200).nullish(),
};

/** The body of `POST …/deployments`: a platform for an upload to come, or an existing release (our extension). */
export const deploymentInputSchema = z.union([
  z.object({ ...label, releaseId: z.string() }),
  z.object({ ...label, platform: platformSchema, releaseId: z.null().optional() }),
]);
export type DeploymentInput = z.infer<typeof deploymentInputSchema>;

/** The body of `PUT …/deployments/{deploymentId}`: labels alone can change. */
export const deploymentUpdateSchema = z.object(label);
export type DeploymentUpdate = z.infer<typeof deploymentUpdateSchema>;

/** A deployment as the API shows it; `releaseId` and `diagnostics` are our extensions. */
export const deploymentSchema = z.object({
  id: z.string(),
  functionId: z.string(),
  name: z.string().nullable(),
  description: z.string().nullable(),
  tag: z.string().nullable(),
  platform: platformSchema,
  status: deploymentStatusSchema,
  errorReason: z.string().nullable(),
  url: z.string().nullable(),
  createdAt: z.string(),
  updatedAt: z.string(),
  releaseId: z.string().nullable(),
  /** What the compiler complained of, where that is why it failed; its whole text is the reason. */
  diagnostics: z.array(diagnosticSchema),
});
export type Deployment = z.infer<typeof deploymentSchema>;

/** What `POST …/deployments` answers; no upload URL where an existing release is deployed. */
export const createdDeploymentSchema = deploymentSchema.extend({ uploadUrl: z.string().optional() });
export type CreatedDeployment = z.infer<typeof createdDeploymentSchema>;

/** The `errorReason` of a deployment that somebody ended. */
export const cancelledReason = 'Cancelled.';

/** The steps of a deployment as the screen and the log name them, in their order. */
export const deploymentSteps = ['upload', 'compile', 'package', 'schedule', 'activate'] as const;
export type DeploymentStepName = (typeof deploymentSteps)[number];

/** One step with its log; `skipped` where there was nothing to do (a wasm needs no compiler). Times: RFC 3339. */
export const deploymentStepSchema = z.object({
  name: z.enum(deploymentSteps),
  state: z.enum(['running', 'done', 'skipped', 'failed']),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  log: z.string(),
});
export type DeploymentStep = z.infer<typeof deploymentStepSchema>;

import { z } from '@hono/zod-openapi';
import { organisationSchema, selfSchema, summarySchema } from '../../contract/account.ts';
import { buildSettingsSchema } from '../../contract/build-settings.ts';
import {
  createdDeploymentSchema,
  deploymentInputSchema,
  deploymentSchema,
  deploymentStatusSchema,
  deploymentStepSchema,
  deploymentUpdateSchema,
} from '../../contract/deployment.ts';
import { egressSchema } from '../../contract/egress.ts';
import { functionInputSchema, functionSchema } from '../../contract/function.ts';
import { pulsarTriggerInputSchema, pulsarTriggerSchema } from '../../contract/pulsar-trigger.ts';
import { releaseSchema } from '../../contract/release.ts';
import { moduleDiffSchema, moduleReportSchema } from '../../contract/rpc/functions.ts';

/** The contract's schemas under the names that the OpenAPI document gives them. */
export const documented = {
  Self: selfSchema.meta({ id: 'Self' }),
  Summary: summarySchema.meta({ id: 'Summary' }),
  Organisation: organisationSchema.meta({ id: 'Organisation' }),
  Function: functionSchema.meta({ id: 'Function' }),
  FunctionInput: functionInputSchema.meta({ id: 'FunctionInput' }),
  Deployment: deploymentSchema.meta({ id: 'Deployment' }),
  CreatedDeployment: createdDeploymentSchema.meta({ id: 'CreatedDeployment' }),
  DeploymentInput: deploymentInputSchema.meta({ id: 'DeploymentInput' }),
  DeploymentUpdate: deploymentUpdateSchema.meta({ id: 'DeploymentUpdate' }),
  DeploymentStep: deploymentStepSchema.meta({ id: 'DeploymentStep' }),
  DeploymentStatus: deploymentStatusSchema.meta({ id: 'DeploymentStatus' }),
  Release: releaseSchema.meta({ id: 'Release' }),
  ReleaseReport: moduleReportSchema.meta({ id: 'ReleaseReport' }),
  ReleaseDiff: moduleDiffSchema.meta({ id: 'ReleaseDiff' }),
  PulsarTrigger: pulsarTriggerSchema.meta({ id: 'PulsarTrigger' }),
  PulsarTriggerInput: pulsarTriggerInputSchema.meta({ id: 'PulsarTriggerInput' }),
  Egress: egressSchema.meta({ id: 'Egress' }),
  BuildSettings: buildSettingsSchema.meta({ id: 'BuildSettings' }),
  Error: z
    .looseObject({ id: z.string(), message: z.string() })
    .meta({ id: 'Error', description: 'What happened and what to do; some errors add details.' }),
};

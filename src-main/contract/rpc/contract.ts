import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { buildSettingsSchema } from '../build-settings.ts';
import { createdDeploymentSchema } from '../deployment.ts';
import { egressSchema } from '../egress.ts';
import { functionInputSchema, functionSchema } from '../function.ts';
import { platformSchema } from '../platform-code.ts';
import { pulsarTriggerInputSchema, pulsarTriggerSchema } from '../pulsar-trigger.ts';
import { releaseSchema } from '../release.ts';
import { otherEngines } from '../second-opinion.ts';
import { binarySchema } from './binary.ts';
import { changeBatchSchema } from './changes.ts';
import { cloudDeploymentSchema, targetsSchema } from './cloud.ts';
import {
  platformFactsSchema,
  platformInfoSchema,
  secretKeepingSchema,
  toolchainFactSchema,
  workerCountSchema,
} from './facts.ts';
import {
  deploymentDetailSchema,
  environmentSourceSchema,
  functionSummarySchema,
  moduleDiffSchema,
  moduleReportSchema,
  releaseRowSchema,
} from './functions.ts';
import {
  invocationFilterSchema,
  invocationRowSchema,
  invocationTraceSchema,
  secondOpinionSchema,
} from './invocations.ts';
import {
  fileContentSchema,
  fileEntrySchema,
  projectSchema,
  secretSchema,
  templateSchema,
  textMatchSchema,
} from './projects.ts';
import { exchangeSchema, requestDraftSchema, savedRequestSchema, variableSchema } from './requests.ts';
import { cleanableKindSchema, storageSchema } from './storage.ts';

const done = z.object({});
const byFunction = z.object({ functionId: z.string() });
const byProject = z.object({ projectId: z.string() });
const byFile = z.object({ projectId: z.string(), path: z.string() });
const byExchange = z.object({ exchangeId: z.string() });

/**
 * Everything that the screen can ask of the platform, over a MessagePort in the desktop app and a WebSocket in the
 * browser. Both sides are checked against it; there is no second list.
 */
export const rpcContract = {
  platform: {
    info: oc.output(platformInfoSchema),
    facts: oc.output(platformFactsSchema),
    secrets: oc.output(secretKeepingSchema),
    /** Moves the key to the secrets; without a keychain that is refused as a conflict. */
    keepSecretsIn: oc
      .input(z.object({ place: secretKeepingSchema.shape.keptIn }))
      .output(secretKeepingSchema),
    toolchains: oc.output(z.array(toolchainFactSchema)),
    /** Lets so many worker threads serve until the platform stops; the facts show how it gets there. */
    setWorkers: oc.input(z.object({ workers: workerCountSchema })).output(done),
    /** Batches of what changed; see `changes.ts`. */
    changes: oc.output(eventIterator(changeBatchSchema)),
  },
  functions: {
    list: oc.output(z.array(functionSummarySchema)),
    get: oc.input(byFunction).output(functionSummarySchema),
    create: oc.input(functionInputSchema).output(functionSchema),
    update: oc.input(byFunction.extend({ settings: functionInputSchema })).output(functionSchema),
    /** Gives a token with which `restore` brings everything back for ten minutes. */
    delete: oc.input(byFunction).output(z.object({ undoToken: z.string() })),
    restore: oc.input(z.object({ undoToken: z.string() })).output(functionSchema),
    releases: oc.input(byFunction).output(z.array(releaseRowSchema)),
    environmentSource: oc.input(byFunction).output(environmentSourceSchema),
    /** Null where none is set. */
    pulsarTrigger: oc.input(byFunction).output(pulsarTriggerSchema.nullable()),
    setPulsarTrigger: oc
      .input(byFunction.extend({ trigger: pulsarTriggerInputSchema }))
      .output(pulsarTriggerSchema),
    removePulsarTrigger: oc.input(byFunction).output(done),
    egress: oc.input(byFunction).output(egressSchema),
    setEgress: oc.input(byFunction.extend(egressSchema.shape)).output(egressSchema),
    buildSettings: oc.input(byFunction).output(buildSettingsSchema),
    setBuildSettings: oc.input(byFunction.extend(buildSettingsSchema.shape)).output(buildSettingsSchema),
    deployments: oc.input(byFunction).output(z.array(deploymentDetailSchema.omit({ steps: true }))),
  },
  releases: {
    get: oc.input(z.object({ releaseId: z.string() })).output(releaseSchema),
    report: oc.input(z.object({ releaseId: z.string() })).output(moduleReportSchema),
    diff: oc.input(z.object({ before: z.string(), after: z.string() })).output(moduleDiffSchema),
  },
  deployments: {
    get: oc.input(z.object({ deploymentId: z.string() })).output(deploymentDetailSchema),
    /** Uploads and triggers in one go. */
    deploy: oc
      .input(byFunction.extend({ platform: platformSchema, bytes: binarySchema }))
      .output(createdDeploymentSchema),
    deployRelease: oc.input(byFunction.extend({ releaseId: z.string() })).output(createdDeploymentSchema),
    /** Ends it in whatever step it is; the deployment stays, as an ERROR that says so. */
    cancel: oc.input(z.object({ deploymentId: z.string() })).output(done),
    delete: oc.input(z.object({ deploymentId: z.string() })).output(done),
  },
  projects: {
    list: oc.output(z.array(projectSchema)),
    open: oc.input(z.object({ folder: z.string() })).output(projectSchema),
    close: oc.input(byProject).output(done),
    /** Writes a manifest into a project that has none, with a function for each source that is recognised in it. */
    init: oc.input(byProject).output(projectSchema),
    templates: oc.output(z.array(templateSchema)),
    /** Makes a folder with a manifest and one function from a template, and opens it. */
    create: oc
      .input(z.object({ folder: z.string(), name: z.string(), template: z.string() }))
      .output(projectSchema),
    /** Makes a project of copies of files, in a folder of that name, and opens it. */
    adopt: oc
      .input(
        z.object({
          name: z.string(),
          files: z.array(z.object({ path: z.string(), bytes: binarySchema })),
        }),
      )
      .output(projectSchema),
    addFunction: oc.input(byProject.extend({ name: z.string(), template: z.string() })).output(projectSchema),
    /** Where a new project goes unless the user says otherwise. */
    suggestFolder: oc.input(z.object({ name: z.string() })).output(z.object({ folder: z.string() })),
    /** Folders of this machine that a path that is being typed may become. */
    foldersLike: oc
      .input(z.object({ text: z.string().max(4_096) }))
      .output(z.object({ folders: z.array(z.string()) })),
    entries: oc.input(byFile).output(z.array(fileEntrySchema)),
    find: oc
      .input(byProject.extend({ text: z.string(), limit: z.int().max(500) }))
      .output(z.array(fileEntrySchema)),
    /** Lines that contain a text, in any case. */
    search: oc
      .input(byProject.extend({ text: z.string(), limit: z.int().max(500) }))
      .output(z.array(textMatchSchema)),
    read: oc.input(byFile).output(fileContentSchema),
    /** What a file holds, whatever that is: as much of its beginning as an editor would take; `size` is the whole. */
    bytes: oc.input(byFile).output(z.object({ bytes: binarySchema, size: z.int() })),
    write: oc
      .input(byFile.extend({ text: z.string(), version: z.string().nullable() }))
      .output(fileContentSchema),
    /** Makes an empty file or folder. */
    make: oc.input(byFile.extend({ kind: fileEntrySchema.shape.kind })).output(done),
    rename: oc.input(byFile.extend({ to: z.string() })).output(done),
    /** Copies a file or folder beside itself; gives the copy's path. */
    duplicate: oc.input(byFile).output(z.object({ path: z.string() })),
    /** Gives a token with which `restore` brings everything back for a week. */
    remove: oc.input(byFile).output(z.object({ undoToken: z.string() })),
    restore: oc.input(byProject.extend({ undoToken: z.string() })).output(z.object({ path: z.string() })),
    /** Files dropped on the window, written below `path`. */
    drop: oc
      .input(byFile.extend({ files: z.array(z.object({ path: z.string(), bytes: binarySchema })) }))
      .output(done),
    /** Builds and deploys a function of the project; creates it on the platform when it is new. */
    deploy: oc.input(byProject.extend({ name: z.string() })).output(createdDeploymentSchema),
    watch: oc.input(byProject.extend({ name: z.string(), on: z.boolean() })).output(projectSchema),
    secrets: oc.input(byProject).output(z.array(secretSchema)),
    /** Keeps a secret with the platform, sealed, or with null takes it away; either way it goes from `.env`. */
    setSecret: oc
      .input(byProject.extend({ name: z.string().regex(/^[^=\s]+$/), value: z.string().nullable() }))
      .output(done),
    revealSecret: oc
      .input(byProject.extend({ name: z.string() }))
      .output(z.object({ value: z.string().nullable() })),
  },
  requests: {
    list: oc.input(byProject).output(z.array(savedRequestSchema)),
    save: oc
      .input(
        byFile.extend({
          index: z.int().nullable(),
          version: z.string().optional(),
          draft: requestDraftSchema,
        }),
      )
      .output(savedRequestSchema),
    remove: oc.input(byFile.extend({ index: z.int(), version: z.string().optional() })).output(done),
    variables: oc
      .input(
        z.object({ projectId: z.string().nullable(), path: z.string().nullable(), environment: z.string() }),
      )
      .output(z.array(variableSchema)),
    environments: oc.input(z.object({ projectId: z.string().nullable() })).output(z.array(z.string())),
    send: oc
      .input(
        z.object({
          draft: requestDraftSchema,
          requestKey: z.string().nullable(),
          projectId: z.string().nullable(),
          path: z.string().nullable(),
          environment: z.string(),
        }),
      )
      .output(exchangeSchema),
    cancel: oc.input(byExchange).output(done),
    /** `problems` says what of the command no request can have. */
    fromCurl: oc
      .input(z.object({ command: z.string() }))
      .output(z.object({ draft: requestDraftSchema, problems: z.array(z.string()) })),
    toCurl: oc.input(z.object({ draft: requestDraftSchema })).output(z.object({ command: z.string() })),
    /** HAR 1.2 or Postman 2.1, recognised by content; each request is imported on its own. */
    importText: oc
      .input(z.object({ text: z.string() }))
      .output(z.object({ drafts: z.array(requestDraftSchema), problems: z.array(z.string()) })),
    exportText: oc
      .input(
        z.object({
          format: z.enum(['har', 'postman']),
          exchangeIds: z.array(z.string()),
          drafts: z.array(requestDraftSchema),
        }),
      )
      .output(z.object({ text: z.string() })),
  },
  history: {
    list: oc
      .input(
        z.object({
          text: z.string().default(''),
          requestKey: z.string().nullish(),
          limit: z.int().min(1).max(500).default(100),
          before: z.string().nullish(),
        }),
      )
      .output(z.array(exchangeSchema)),
    get: oc.input(byExchange).output(exchangeSchema),
    /** A piece of a body; `size` is the whole. */
    body: oc
      .input(
        byExchange.extend({
          side: z.enum(['request', 'response']),
          offset: z.int().min(0),
          length: z.int().min(1).max(1_048_576),
        }),
      )
      .output(z.object({ bytes: binarySchema, size: z.int() })),
    /** Makes what was sent from one request that of another, as when it got another key. */
    move: oc.input(z.object({ from: z.string(), to: z.string() })).output(done),
    pin: oc
      .input(byExchange.extend({ pinned: z.boolean(), label: z.string().nullable() }))
      .output(exchangeSchema),
    remove: oc.input(byExchange).output(done),
    clear: oc.output(done),
    /** The draft that would send the same again. */
    reopen: oc.input(byExchange).output(requestDraftSchema),
  },
  invocations: {
    list: oc.input(invocationFilterSchema).output(z.array(invocationRowSchema)),
    trace: oc.input(z.object({ invocationId: z.string() })).output(invocationTraceSchema),
    /** Runs a recorded invocation again, with what it was given, under another implementation of WASI. */
    secondOpinion: oc
      .input(z.object({ invocationId: z.string(), engine: z.enum(otherEngines) }))
      .output(secondOpinionSchema),
  },
  storage: {
    measure: oc.output(storageSchema),
    /** Deletes what is kept of one kind and not needed; gives the bytes that this has freed. */
    clean: oc.input(z.object({ kind: cleanableKindSchema })).output(z.object({ bytes: z.int() })),
  },
  /** The cloud that the platform's environment names: looked at, and never written to. */
  cloud: {
    targets: oc.output(targetsSchema),
    functions: oc.input(z.object({ ownerId: z.string() })).output(z.array(functionSchema)),
    deployments: oc.input(byFunction.extend({ ownerId: z.string() })).output(z.array(cloudDeploymentSchema)),
  },
  preferences: {
    /** Values that the screen keeps: theme, keys, layout, tabs, drafts; JSON text by key. */
    all: oc.output(z.record(z.string(), z.string())),
    set: oc.input(z.object({ key: z.string().max(200), value: z.string().nullable() })).output(done),
  },
};

import type { Digest } from '../contract/release.ts';
import { atelierSchema } from './atelier-schema.ts';
import { type BuildSettingsRepository, createBuildSettingsRepository } from './build-settings.ts';
import { createDeploymentStepRepository, type DeploymentStepRepository } from './deployment-steps.ts';
import { createDeploymentRepository, type DeploymentRepository } from './deployments.ts';
import { createEgressPolicyRepository, type EgressPolicyRepository } from './egress-policies.ts';
import { createExchangeRepository, type ExchangeRepository } from './exchanges.ts';
import { forgetClearCopies } from './forget-clear-copies.ts';
import { createFunctionStates, type FunctionStates } from './function-states.ts';
import { createFunctionRepository, type FunctionRepository } from './functions.ts';
import { firstSealedVersion } from './migrations/0800-secrets.ts';
import { openDatabase } from './open-database.ts';
import { createOrganisationRepository, type OrganisationRepository } from './organisations.ts';
import { createPackageRepository, type PackageRepository } from './packages.ts';
import { createPreferenceRepository, type PreferenceRepository } from './preferences.ts';
import { createProgress, type Progress } from './progress.ts';
import { createProjectSecretRepository, type ProjectSecretRepository } from './project-secrets.ts';
import { createPulsarTriggerRepository, type PulsarTriggerRepository } from './pulsar-triggers.ts';
import { createReferencedDigests } from './referenced-digests.ts';
import { createReleaseRepository, type ReleaseRepository } from './releases.ts';
import type { SecretCipher } from './secret-cipher.ts';
import { forgetSecrets, requireRightKey } from './secret-proof.ts';
import { createTrashRepository, type TrashRepository } from './trash.ts';
import { createUploadRepository, type UploadRepository } from './uploads.ts';

/** What the control plane remembers. Rows are the contract's types; timestamps are RFC 3339 text from the caller. */
export interface Store {
  readonly organisations: OrganisationRepository;
  readonly functions: FunctionRepository;
  readonly functionStates: FunctionStates;
  readonly releases: ReleaseRepository;
  readonly deployments: DeploymentRepository;
  readonly deploymentSteps: DeploymentStepRepository;
  readonly uploads: UploadRepository;
  readonly packages: PackageRepository;
  readonly pulsarTriggers: PulsarTriggerRepository;
  readonly egressPolicies: EgressPolicyRepository;
  readonly buildSettings: BuildSettingsRepository;
  readonly preferences: PreferenceRepository;
  readonly trash: TrashRepository;
  readonly projectSecrets: ProjectSecretRepository;
  readonly exchanges: ExchangeRepository;
  /** Every object of the registry that something here refers to. */
  referencedDigests(): Set<Digest>;
  /** Does all of the work or, when it throws, none of it. The work is synchronous; transactions nest. */
  transaction<T>(work: () => T): T;
  /** The same for what nobody was promised, without waiting for the disk: power loss may take it for a while. */
  progress: Progress;
  close(): void;
}

/**
 * Opens `atelier.db`, making or migrating it as needed; its secrets are sealed with the cipher.
 * Throws `home-unusable` where the file is damaged (a copy is kept; the message says where), another program's,
 * from a newer Atelier, or where its secrets were sealed with another key, unless they are to be forgotten then.
 */
export function openStore(
  file: string,
  cipher: SecretCipher,
  { forgets = false }: { readonly forgets?: boolean } = {},
): Store {
  const database = openDatabase(file, atelierSchema(cipher));
  if (forgets) forgetSecrets(database, cipher);
  requireRightKey(database, cipher);
  forgetClearCopies(file, firstSealedVersion);
  return {
    organisations: createOrganisationRepository(database),
    functions: createFunctionRepository(database, cipher),
    functionStates: createFunctionStates(database),
    releases: createReleaseRepository(database),
    deployments: createDeploymentRepository(database),
    deploymentSteps: createDeploymentStepRepository(database),
    uploads: createUploadRepository(database),
    packages: createPackageRepository(database),
    pulsarTriggers: createPulsarTriggerRepository(database, cipher),
    egressPolicies: createEgressPolicyRepository(database),
    buildSettings: createBuildSettingsRepository(database),
    preferences: createPreferenceRepository(database),
    trash: createTrashRepository(database, cipher),
    projectSecrets: createProjectSecretRepository(database, cipher),
    exchanges: createExchangeRepository(database),
    referencedDigests: createReferencedDigests(database),
    transaction: (work) => database.transaction(work).immediate(),
    progress: createProgress(database),
    close: () => void database.close(),
  };
}

import type { Digest } from '../contract/release.ts';
import { atelierSchema } from './atelier-schema.ts';
import { type BuildSettingsRepository, createBuildSettingsRepository } from './build-settings.ts';
import { createDeploymentStepRepository, type DeploymentStepRepository } from './deployment-steps.ts';
import { createDeploymentRepository, type DeploymentRepository } from './deployments.ts';
import { createEgressPolicyRepository, type EgressPolicyRepository } from './egress-policies.ts';
import { createExchangeRepository, type ExchangeRepository } from './exchanges.ts';
import { createFunctionStates, type FunctionStates } from './function-states.ts';
import { createFunctionRepository, type FunctionRepository } from './functions.ts';
import { openDatabase } from './open-database.ts';
import { createOrganisationRepository, type OrganisationRepository } from './organisations.ts';
import { createPackageRepository, type PackageRepository } from './packages.ts';
import { createPreferenceRepository, type PreferenceRepository } from './preferences.ts';
import { createPulsarTriggerRepository, type PulsarTriggerRepository } from './pulsar-triggers.ts';
import { createReferencedDigests } from './referenced-digests.ts';
import { createReleaseRepository, type ReleaseRepository } from './releases.ts';
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
  readonly exchanges: ExchangeRepository;
  /** Every object of the registry that something here refers to. */
  referencedDigests(): Set<Digest>;
  /** Does all of the work or, when it throws, none of it. The work is synchronous; transactions nest. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens `atelier.db`, making or migrating it as needed.
 * Throws `home-unusable` where the file is damaged (a copy is kept; the message says where), another program's,
 * or from a newer Atelier.
 */
export function openStore(file: string): Store {
  const database = openDatabase(file, atelierSchema);
  return {
    organisations: createOrganisationRepository(database),
    functions: createFunctionRepository(database),
    functionStates: createFunctionStates(database),
    releases: createReleaseRepository(database),
    deployments: createDeploymentRepository(database),
    deploymentSteps: createDeploymentStepRepository(database),
    uploads: createUploadRepository(database),
    packages: createPackageRepository(database),
    pulsarTriggers: createPulsarTriggerRepository(database),
    egressPolicies: createEgressPolicyRepository(database),
    buildSettings: createBuildSettingsRepository(database),
    preferences: createPreferenceRepository(database),
    trash: createTrashRepository(database),
    exchanges: createExchangeRepository(database),
    referencedDigests: createReferencedDigests(database),
    transaction: (work) => database.transaction(work).immediate(),
    close: () => void database.close(),
  };
}

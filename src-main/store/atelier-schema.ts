import type { Schema } from './migrate.ts';
import { functionsMigration } from './migrations/0100-functions.ts';
import { deploymentsMigration } from './migrations/0200-deployments.ts';
import { packagesMigration } from './migrations/0300-packages.ts';
import { workstationMigration } from './migrations/0400-workstation.ts';
import { egressMigration } from './migrations/0500-egress.ts';
import { historyMigration } from './migrations/0600-history.ts';
import { buildMigration } from './migrations/0700-build.ts';
import { diagnosticsMigration } from './migrations/0710-diagnostics.ts';
import { secretsMigration } from './migrations/0800-secrets.ts';
import { stripMigration } from './migrations/0810-strip.ts';
import type { SecretCipher } from './secret-cipher.ts';

/**
 * The schema of `atelier.db`: what the control plane owns. Published migrations never change; new ones are added. The
 * cipher seals what older databases have in the clear.
 */
export function atelierSchema(cipher: SecretCipher): Schema {
  return {
    /** "Atel" in ASCII. */
    applicationId: 0x4174656c,
    migrations: [
      functionsMigration,
      deploymentsMigration,
      packagesMigration,
      workstationMigration,
      egressMigration,
      historyMigration,
      buildMigration,
      diagnosticsMigration,
      secretsMigration(cipher),
      stripMigration,
    ],
  };
}

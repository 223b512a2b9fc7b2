import type { Organisation, Self, Summary } from '../contract/account.ts';
import { AtelierError } from '../contract/errors.ts';
import type { ControlPlaneContext } from './context.ts';

/** The local user. */
export function getSelf({ account }: ControlPlaneContext): Self {
  return account.user;
}

/** The local user and their organisation; applications and add-ons are not part of a functions cloud. */
export function getSummary({ account }: ControlPlaneContext): Summary {
  const holdings = { applications: [], addons: [] };
  return {
    user: { ...account.user, ...holdings },
    organisations: [{ ...account.organisation, ...holdings }],
  };
}

/** An owner by its id: the organisation, or the user as their own. Throws `forbidden` for any other. */
export function getOrganisation(context: ControlPlaneContext, ownerId: string): Organisation {
  requireOwner(context, ownerId);
  const { user, organisation } = context.account;
  return ownerId === user.id ? { id: user.id, name: user.name } : organisation;
}

/**
 * Refuses an owner that is not the caller's. Throws `forbidden`, for an id that nobody has as well: whether an
 * organisation exists is not the caller's to learn.
 */
export function requireOwner({ account }: ControlPlaneContext, ownerId: string): void {
  if (ownerId === account.user.id || ownerId === account.organisation.id) return;
  throw new AtelierError(
    'forbidden',
    `Organisation ${ownerId} is not yours; yours is ${account.organisation.id}.`,
  );
}

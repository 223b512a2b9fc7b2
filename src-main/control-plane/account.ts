import type { Organisation, Self, Summary } from '../contract/account.ts';
import { AtelierError } from '../contract/errors.ts';
import type { Store } from '../store/open-store.ts';
import type { ControlPlaneContext } from './context.ts';
import { createIdentifier } from './identifiers.ts';

/** The one user of a home and the organisation that their functions belong to. */
export interface LocalAccount {
  readonly user: Self;
  readonly organisation: Organisation;
}

/** Reads the local user and organisation, and makes them at the first start of a home. */
export function openLocalAccount(store: Store): LocalAccount {
  return store.transaction(() => {
    const owners = store.organisations.list();
    const user = owners.find(({ kind }) => kind === 'user') ?? insertUser(store);
    const organisation = owners.find(({ kind }) => kind === 'organisation') ?? insertOrganisation(store);
    return {
      user: { id: user.id, email: user.email ?? '', name: user.name },
      organisation: { id: organisation.id, name: organisation.name },
    };
  });
}

function insertUser(store: Store) {
  const user = {
    id: createIdentifier('user'),
    name: 'Local user',
    email: 'local@localhost',
    kind: 'user',
  } as const;
  store.organisations.insert(user);
  return user;
}

function insertOrganisation(store: Store) {
  const organisation = { id: createIdentifier('orga'), name: 'Local', kind: 'organisation' } as const;
  store.organisations.insert(organisation);
  return organisation;
}

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

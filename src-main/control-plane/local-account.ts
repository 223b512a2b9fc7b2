import type { Organisation, Self } from '../contract/account.ts';
import type { Store } from '../store/open-store.ts';
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

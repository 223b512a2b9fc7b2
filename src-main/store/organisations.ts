import type { Database } from 'better-sqlite3';
import type { Organisation } from '../contract/account.ts';

/** Who can own functions: the local user, or an organisation. */
export interface Owner extends Organisation {
  readonly kind: 'user' | 'organisation';
  readonly email: string | null;
}

export interface OrganisationRepository {
  find(id: string): Owner | undefined;
  /** In the order in which they were added. */
  list(): Owner[];
  insert(owner: Omit<Owner, 'email'> & { readonly email?: string | null }): void;
}

/** The owners in a database of the Atelier schema. */
export function createOrganisationRepository(database: Database): OrganisationRepository {
  const columns = 'id, kind, name, email';
  const find = database.prepare<[string], Owner>(`SELECT ${columns} FROM organisations WHERE id = ?`);
  const list = database.prepare<[], Owner>(`SELECT ${columns} FROM organisations ORDER BY sequence`);
  const insert = database.prepare<[Owner]>(
    'INSERT INTO organisations (id, kind, name, email) VALUES (@id, @kind, @name, @email)',
  );
  return {
    find: (id) => find.get(id),
    list: () => list.all(),
    insert: (owner) => void insert.run({ ...owner, email: owner.email ?? null }),
  };
}

import type { Database } from 'better-sqlite3';
import type { EgressPolicy } from '../contract/egress.ts';

export interface EgressPolicyRepository {
  /** The function's policy; `all` where nothing was said. */
  find(functionId: string): EgressPolicy;
  /** Sets the function's policy, in place of the one that it had. */
  put(functionId: string, policy: EgressPolicy): void;
}

/** The egress policies of functions in a database of the Atelier schema. */
export function createEgressPolicyRepository(database: Database): EgressPolicyRepository {
  const find = database
    .prepare<[string], string>('SELECT policy FROM egress_policies WHERE function_id = ?')
    .pluck();
  const put = database.prepare<[string, string]>(
    'INSERT OR REPLACE INTO egress_policies (function_id, policy) VALUES (?, ?)',
  );
  return {
    find: (functionId) => {
      const policy = find.get(functionId);
      return policy === undefined ? 'all' : (JSON.parse(policy) as EgressPolicy);
    },
    put: (functionId, policy) => void put.run(functionId, JSON.stringify(policy)),
  };
}

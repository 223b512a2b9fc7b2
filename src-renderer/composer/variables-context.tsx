import { createContext, useContext } from 'react';
import type { Variable } from '../../src-main/contract/rpc/requests.ts';

const VariablesContext = createContext<readonly Variable[]>([]);

/** The variables of the request that is edited, for every field that may refer to one. */
export const VariablesProvider = VariablesContext.Provider;

/** What `{{name}}` can stand for here. */
export function useVariables(): readonly Variable[] {
  return useContext(VariablesContext);
}

export type FunctionListener = (functionId: string) => void;

/** Says which function was made, changed or deleted, through whichever door; nothing of what it is now. */
export interface FunctionFeed {
  /** Calls the listener, which has to be quick, from now on until the returned function is called. */
  subscribe(listener: FunctionListener): () => void;
  publish(functionId: string): void;
}

/** A feed without listeners. */
export function createFunctionFeed(): FunctionFeed {
  const listeners = new Set<FunctionListener>();
  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    publish(functionId) {
      for (const listener of listeners) listener(functionId);
    },
  };
}

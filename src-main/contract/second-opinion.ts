/** Other implementations of WASI preview 1 that a command can be run under, to compare. */
export const otherEngines = ['wasmer', 'node'] as const;
export type OtherEngine = (typeof otherEngines)[number];

import type { ModuleDiff, ModuleReport } from '../../contract/rpc/functions.ts';

/** What changed from one release's report to another's; functions that grew or shrank most come first. */
export function diffModules(before: ModuleReport, after: ModuleReport): ModuleDiff {
  const importsBefore = before.imports.map(({ module, name }) => `${module}.${name}`);
  const importsAfter = after.imports.map(({ module, name }) => `${module}.${name}`);
  return {
    sizeBefore: before.size,
    sizeAfter: after.size,
    functions: changedFunctions(before, after),
    importsAdded: without(importsAfter, importsBefore),
    importsRemoved: without(importsBefore, importsAfter),
    capabilitiesAdded: without(after.capabilities, before.capabilities),
    capabilitiesRemoved: without(before.capabilities, after.capabilities),
    environmentKeysAdded: without(after.environmentKeys, before.environmentKeys),
    environmentKeysRemoved: without(before.environmentKeys, after.environmentKeys),
  };
}

function changedFunctions(before: ModuleReport, after: ModuleReport): ModuleDiff['functions'] {
  const sizesBefore = sizesByName(before);
  const sizesAfter = sizesByName(after);
  return [...new Set([...sizesBefore.keys(), ...sizesAfter.keys()])]
    .map((name) => ({ name, before: sizesBefore.get(name) ?? 0, after: sizesAfter.get(name) ?? 0 }))
    .filter((change) => change.before !== change.after)
    .sort((one, other) => Math.abs(other.after - other.before) - Math.abs(one.after - one.before));
}

/** Functions of one name, such as instances of a generic one, count together. */
function sizesByName({ functions }: ModuleReport): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { name, size } of functions) sizes.set(name, (sizes.get(name) ?? 0) + size);
  return sizes;
}

function without(values: readonly string[], others: readonly string[]): string[] {
  return values.filter((value) => !others.includes(value));
}

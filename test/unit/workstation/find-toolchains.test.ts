import { expect, it } from 'vitest';
import { toolchainFactSchema } from '../../../src-main/contract/rpc/facts.ts';
import { findToolchains } from '../../../src-main/workstation/find-toolchains.ts';

it('says of every language once its compiler, or how to get one', async () => {
  const facts = await findToolchains();
  const languages = facts.map(({ language }) => language);
  expect(new Set(languages).size).toBe(languages.length);
  expect(languages).toEqual(
    expect.arrayContaining(['javascript', 'assemblyscript', 'rust', 'go', 'c', 'zig']),
  );
  for (const fact of facts) {
    toolchainFactSchema.parse(fact);
    expect(fact.version === null, fact.name).toBe(fact.hint !== null);
  }
});

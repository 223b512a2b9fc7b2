import { describe, expect, it } from 'vitest';
import { platforms } from '../../../src-main/contract/platform-code.ts';
import { toolchains } from '../../../src-main/toolchain/toolchains.ts';

describe('toolchains', () => {
  it.each(platforms)('has the one of %s under its name', (platform) => {
    expect(toolchains[platform].platform).toBe(platform);
  });

  it.each([
    ['RUST', /wasm32-wasip1.*platform code "rust"/],
    ['TINY_GO', /tinygo build.*platform code "go"/],
  ] as const)('says what to do where there is none: %s', async (platform, way) => {
    const input = { source: new Uint8Array(), fileName: 'function', folder: '', log: () => undefined };
    const refusal = { code: 'toolchain-missing', message: expect.stringMatching(way) };
    await expect(toolchains[platform].version()).rejects.toMatchObject(refusal);
    await expect(toolchains[platform].compile(input)).rejects.toMatchObject(refusal);
  });
});

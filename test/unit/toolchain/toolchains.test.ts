import { describe, expect, it, vi } from 'vitest';
import { platforms } from '../../../src-main/contract/platform-code.ts';
import { toolchains, workspaceToolchains } from '../../../src-main/toolchain/toolchains.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

describe('toolchains', () => {
  it.each(platforms)('has the one of %s under its name', (platform) => {
    expect(toolchains[platform].platform).toBe(platform);
  });

  it.each(['JAVA_SCRIPT', 'ASSEMBLY_SCRIPT'] as const)('has %s built in', async (platform) => {
    const version = await toolchains[platform].version();
    expect(await toolchains[platform].detect()).toEqual({ found: true, version, path: null });
  });

  it('says by which command a compiler that is not there is installed', async () => {
    vi.stubEnv('PATH', temporaryFolder());
    const { zig } = workspaceToolchains;
    const detection = await zig.detect();
    vi.unstubAllEnvs();
    if (detection.found) return; // it lies in one of the places that PATH has no part in
    expect(detection.hint).toMatch(/zig/);
  });

  it('refuses source of a language without a compiler, with the way out', async () => {
    vi.stubEnv('PATH', temporaryFolder());
    const { zig } = workspaceToolchains;
    const found = (await zig.detect()).found;
    const refusal = zig.version().catch((error: unknown) => error);
    const outcome = await refusal;
    vi.unstubAllEnvs();
    if (!found)
      expect(outcome).toMatchObject({
        code: 'toolchain-missing',
        message: expect.stringMatching(/no compiler of Zig.*ziglang\.org.*deploy the \.wasm file/s),
        details: { install: expect.stringContaining('zig') },
      });
  });
});

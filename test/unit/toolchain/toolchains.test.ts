import { describe, expect, it, onTestFinished, vi } from 'vitest';
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
    hideCompilers();
    const install = expect.stringContaining('wasi');
    expect(await workspaceToolchains.c.detect()).toEqual({ found: false, hint: install });
    await expect(workspaceToolchains.c.version()).rejects.toMatchObject({
      code: 'toolchain-missing',
      message: expect.stringMatching(/no compiler of C .*wasi.*deploy the \.wasm file/s),
      details: { install },
    });
  });
});

/** For the running test: of clang alone nothing lies outside of PATH, the SDK and Atelier's own folder. */
function hideCompilers(): void {
  for (const name of ['PATH', 'WASI_SDK_PATH', 'ATELIER_TOOLCHAINS']) vi.stubEnv(name, temporaryFolder());
  onTestFinished(() => void vi.unstubAllEnvs());
}

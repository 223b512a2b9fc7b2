import { describe, expect, it } from 'vitest';
import { atelierCommand } from '../../../src-main/headless/atelier-command.ts';
import { captureIo } from '../../support/command-io.ts';

describe('atelierCommand', () => {
  it.each([['help'], ['--help'], ['-h']])('shows its commands for %s', async (word) => {
    const io = captureIo();
    expect(await atelierCommand([word], io)).toBe(0);
    expect(io.written.stdout).toMatch(/serve.*demo.*run/s);
  });

  it('shows them on stderr, and fails, without a command', async () => {
    const io = captureIo();
    expect(await atelierCommand([], io)).toBe(1);
    expect(io.written).toMatchObject({ stdout: '', stderr: expect.stringContaining('Usage') });
  });

  it('tells its version', async () => {
    const io = captureIo();
    expect(await atelierCommand(['--version'], io)).toBe(0);
    expect(io.written.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.each(['serve', 'demo', 'doctor'])(
    'lets %s do nothing with a word that means nothing',
    async (command) => {
      await expect(atelierCommand([command, 'extra'], captureIo())).rejects.toThrow(
        `atelier ${command} takes options alone, and "extra" is not one.`,
      );
    },
  );

  it.each(['frob', 'constructor'])('names the commands to who asks for %s', async (word) => {
    await expect(atelierCommand([word], captureIo())).rejects.toThrow(
      /it is one of serve, demo, .*run.* and help/,
    );
  });
});

import { describe, expect, it } from 'vitest';
import { parseRunOptions } from '../../../../src-main/headless/run/run-options.ts';

describe('parseRunOptions', () => {
  it('takes options up to the file, and leaves the rest to the program', () => {
    expect(
      parseRunOptions([
        ...['--env', 'A=1', '--env=B=x=y', '--env', 'C=', '--dir', '/data::/', '--dir=folder', '--trace'],
        ...['folder/main.wasm', '--env', 'D=2', '--', '-x'],
      ]),
    ).toEqual({
      file: 'folder/main.wasm',
      arguments: ['main.wasm', '--env', 'D=2', '--', '-x'],
      environment: { A: '1', B: 'x=y', C: '' },
      mounts: [
        { hostPath: '/data', guestPath: '/' },
        { hostPath: 'folder', guestPath: 'folder' },
      ],
      engine: null,
      trace: true,
      debugJson: false,
    });
  });

  it('lets a file begin with a dash after --, and a program have another name', () => {
    expect(parseRunOptions(['--argv0', 'tool', '--debug-json', '--', '--odd.wasm', '--help'])).toMatchObject({
      file: '--odd.wasm',
      arguments: ['tool', '--help'],
      debugJson: true,
    });
  });

  it('gives nothing where help is asked for, and leaves the program its own', () => {
    expect(parseRunOptions(['--help'])).toBeNull();
    expect(parseRunOptions(['-h', 'main.wasm'])).toBeNull();
    expect(parseRunOptions(['main.wasm', '--help'])).toMatchObject({ arguments: ['main.wasm', '--help'] });
  });

  it.each([
    [[], /which file/],
    [['--trace'], /which file/],
    [['--engine', 'wasmtime', 'main.wasm'], /atelier, wasmer and node/],
    [['--engine', 'node', '--trace', 'main.wasm'], /without --dir/],
    [['--frob', 'main.wasm'], /--frob/],
    [['--env'], /--env/],
    [['--env', 'A', 'main.wasm'], /NAME=VALUE.*"A"/],
    [['--env', '=1', 'main.wasm'], /NAME=VALUE/],
    [['--dir', '::/', 'main.wasm'], /HOST::GUEST/],
    [['--dir', 'x::', 'main.wasm'], /HOST::GUEST/],
  ])('refuses %j and says why', (argv, message) => {
    expect(() => parseRunOptions(argv)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringMatching(message) }),
    );
  });
});

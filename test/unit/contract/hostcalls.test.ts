import { describe, expect, it } from 'vitest';
import { errnoNames, hostcalls, wideKinds } from '../../../src-main/contract/hostcalls.ts';

describe('the table of hostcalls', () => {
  it('numbers every call by its place and names none twice', () => {
    expect(hostcalls.map(({ number }) => number)).toEqual(hostcalls.map((_, index) => index));
    expect(new Set(hostcalls.map(({ name }) => name)).size).toBe(hostcalls.length);
  });

  it('has the 46 calls of preview 1, the two of docs/wire.md, 4, and the halt', () => {
    const modules = hostcalls.map(({ module }) => module);
    expect(modules.filter((module) => module === 'wasi_snapshot_preview1')).toHaveLength(46);
    expect(modules.slice(46)).toEqual(['env', 'env', 'host']);
  });

  it('points every result at a pointer, and follows every text by its size', () => {
    for (const { parameters, results } of hostcalls) {
      for (const { parameter } of results) expect(parameters[parameter]?.kind).toBe('pointer');
      for (const [index, { kind }] of parameters.entries())
        if (kind === 'text') expect(parameters[index + 1]?.kind).toBe('size');
    }
  });

  it('fits the slots of a recording: at most nine parameters and four results', () => {
    expect(Math.max(...hostcalls.map(({ parameters }) => parameters.length))).toBe(9);
    expect(Math.max(...hostcalls.map(({ results }) => results.length))).toBeLessThanOrEqual(4);
  });

  it('passes positions, rights, times and cookies as i64', () => {
    const open = hostcalls.find(({ name }) => name === 'path_open');
    expect(open?.parameters.map(({ kind }) => wideKinds.has(kind))).toEqual([
      false,
      false,
      false,
      false,
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('knows the errno by their numbers', () => {
    expect([errnoNames[0], errnoNames[8], errnoNames[28], errnoNames[76]]).toEqual([
      'success',
      'badf',
      'inval',
      'notcapable',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Descriptor, fileType } from '../../../../src-main/worker/wasi/descriptor.ts';
import { DescriptorTable } from '../../../../src-main/worker/wasi/descriptor-table.ts';
import { errno } from '../../../../src-main/worker/wasi/errno.ts';

class Thing extends Descriptor {
  readonly fileType = fileType.unknown;
  closed = 0;
  override close(): number {
    this.closed += 1;
    return errno.success;
  }
}

const things = (count: number) => Array.from({ length: count }, () => new Thing());

describe('the descriptor table', () => {
  it('gives the lowest number that is free', () => {
    const table = new DescriptorTable(things(3));
    expect(table.add(new Thing())).toBe(3);
    table.close(1);
    expect(table.add(new Thing())).toBe(1);
    expect(table.add(new Thing())).toBe(4);
  });

  it('closes once', () => {
    const [thing] = things(1);
    const table = new DescriptorTable([thing as Thing]);
    expect(table.close(0)).toBe(errno.success);
    expect(table.close(0)).toBe(errno.badf);
    expect(table.close(99)).toBe(errno.badf);
    expect(thing?.closed).toBe(1);
  });

  it('renumbers over what is open, and closes that', () => {
    const [first, second] = things(2) as [Thing, Thing];
    const table = new DescriptorTable([first, second]);
    expect(table.renumber(0, 1)).toBe(errno.success);
    expect([table.get(0), table.get(1)]).toEqual([undefined, first]);
    expect(second.closed).toBe(1);
    expect(table.renumber(1, 1)).toBe(errno.success);
    expect(first.closed).toBe(0);
    expect(table.renumber(1, 7)).toBe(errno.badf);
    expect(table.renumber(7, 1)).toBe(errno.badf);
  });

  it('is bounded', () => {
    const table = new DescriptorTable(things(1023));
    expect(table.add(new Thing())).toBe(1023);
    expect(table.add(new Thing())).toBe(-errno.mfile);
  });

  it('closes all that is open at the end', () => {
    const open = things(3);
    const table = new DescriptorTable(open);
    table.close(1);
    table.closeAll();
    expect(open.map(({ closed }) => closed)).toEqual([1, 1, 1]);
    expect(table.get(0)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { parseModule } from '../../../../src-main/packager/module/parse-module.ts';
import { scanInstructions } from '../../../../src-main/packager/module/scan-instructions.ts';
import { assemble, join, section } from '../../../support/assemble.ts';

function scan(body: string) {
  return scanInstructions(
    parseModule(
      assemble(`(module (import "env" "host_tcp_connect" (func)) (memory 1) (table $t 1 funcref) (elem $e func $first) (data $d "x")
        (func $first) (func $second ${body}))`),
    ),
  );
}

const none = '(i32.const 0) (i32.const 0) (i32.const 0)';

describe('scanInstructions', () => {
  it.each([
    ['table.set', '(table.set $t (i32.const 0) (ref.null func))'],
    ['table.grow', '(drop (table.grow $t (ref.null func) (i32.const 1)))'],
    ['table.fill', '(table.fill $t (i32.const 0) (ref.null func) (i32.const 0))'],
    ['table.copy', `(table.copy $t $t ${none})`],
    ['table.init', `(table.init $t $e ${none})`],
    ['elem.drop', '(elem.drop $e)'],
    ['data.drop', '(data.drop $d)'],
  ])('finds %s, and says where', (name, body) => {
    expect(scan(`(nop) ${body}`).obstacles).toEqual([
      expect.stringMatching(new RegExp(`^${name} .* \\(function second, offset 0x[0-9a-f]+\\)$`)),
    ]);
  });

  it('names each kind once', () => {
    expect(scan('(data.drop $d) (elem.drop $e) (data.drop $d)').obstacles).toHaveLength(2);
  });

  it('does not mind what an image restores: memory, also when it grew, and reads of tables', () => {
    const body = `(memory.init $d ${none}) (memory.copy ${none}) (memory.fill ${none})
      (drop (memory.grow (i32.const 1))) (drop (table.get $t (i32.const 0))) (drop (table.size $t))`;
    expect(scan(body)).toMatchObject({ obstacles: [], memoryGrows: [{}] });
    expect(scan('').memoryGrows).toEqual([]);
  });

  it('is not taken in by constants that look like instructions', () => {
    expect(scan('(drop (i64.const 0x26262626)) (drop (f64.const 0x1.9fc26fc26fc09p3))').obstacles).toEqual(
      [],
    );
  });

  it('counts code that it can’t read as an obstacle', () => {
    const header = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const module = join(header, section(3, [1, 0]), section(10, [1, 3, 0, 0xe0, 0x0b]));
    expect(scanInstructions(parseModule(module)).obstacles).toEqual([
      expect.stringMatching(/^instruction 0xe0 is unknown \(function 0, offset 0x/),
    ]);
  });
});

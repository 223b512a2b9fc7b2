import { describe, expect, it } from 'vitest';
import { columnOfByte, lineOfText } from '../../../src-main/contract/text-column.ts';

describe('columnOfByte', () => {
  it.each([
    ['plain', 3, 3],
    ['é1', 3, 2],
    ['日本1', 7, 3],
    ['𝄞1', 5, 3],
    ['ab', 3, 3],
    ['', 1, 1],
    ['é', 9, 8],
  ])('finds in "%s" byte %i at column %i', (line, byte, column) => {
    expect(columnOfByte(line, byte)).toBe(column);
  });
});

describe('lineOfText', () => {
  it.each([
    ['one\ntwo\n', 1, 'one'],
    ['one\r\ntwo\r\n', 2, 'two'],
    ['one\ntwo', 2, 'two'],
    ['one\n', 2, ''],
    ['one', 3, ''],
  ])('gives of %j line %i', (text, line, expected) => {
    expect(lineOfText(text, line)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { fileAddress, fileAtAddress } from '../../../src-renderer/editor/file-address.ts';
import { languageName } from '../../../src-renderer/editor/language-name.ts';
import { movedPath } from '../../../src-renderer/explorer/moved-path.ts';
import {
  fileOfRow,
  nameOf,
  type ProjectFile,
  parentOf,
  pathIn,
  rowOfFile,
} from '../../../src-renderer/explorer/row-ids.ts';

const odd = ['a.js', 'lib/größe 100%.js', 'a#b?c:d/e f.rs', '@types/x;y,z.ts'];

describe('the paths of files on the screen', () => {
  it.each(odd)('survive an address and the id of a row: %s', (path) => {
    expect(fileAtAddress(fileAddress('project_1', path))).toEqual({ projectId: 'project_1', path });
    const file: ProjectFile = { kind: 'file', projectId: 'project_1', path };
    expect(fileOfRow(rowOfFile(file))).toEqual(file);
    expect(pathIn(parentOf(path), nameOf(path))).toBe(path);
  });

  it('are told from other addresses and rows', () => {
    expect(fileAtAddress('/function/function_1')).toBeUndefined();
    expect(fileOfRow('function_1')).toBeUndefined();
  });

  it('follow what was moved, and nothing that only begins alike', () => {
    expect(movedPath('lib', 'lib', 'source')).toBe('source');
    expect(movedPath('lib/a/b.js', 'lib', 'source')).toBe('source/a/b.js');
    expect(movedPath('library/a.js', 'lib', 'source')).toBeUndefined();
  });

  it('tell the language', () => {
    expect(['a.RS', 'x/y.ts', 'Makefile', '.env'].map(languageName)).toEqual([
      'Rust',
      'TypeScript',
      null,
      null,
    ]);
  });
});

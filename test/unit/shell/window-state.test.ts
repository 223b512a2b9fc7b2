import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWindowState } from '../../../src-main/shell/window-state.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const first = { bounds: null, isMaximised: false, theme: 'system' };

describe('openWindowState', () => {
  it('begins with the state of a first start, also where the file is no state of ours', () => {
    const file = join(temporaryFolder(), 'window.json');
    expect(openWindowState(file).state).toEqual(first);
    for (const text of ['', '{"bounds":', '{"bounds":{"x":1.5}}', '[]']) {
      writeFileSync(file, text);
      expect(openWindowState(file).state).toEqual(first);
    }
  });

  it('keeps changes over restarts, each beside the others, and leaves nothing else behind', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'window.json');
    const bounds = { x: -10, y: 5, width: 900, height: 600 };
    openWindowState(file).update({ bounds });
    openWindowState(file).update({ theme: 'dark', isMaximised: true });
    expect(openWindowState(file).state).toEqual({ bounds, theme: 'dark', isMaximised: true });
    expect(readdirSync(folder)).toEqual(['window.json']);
  });
});

import { describe, expect, it } from 'vitest';
import { defaultHome } from '../../../src-main/home/home-folder.ts';

describe('defaultHome', () => {
  it.each([
    ['the variable, anywhere', { ATELIER_HOME: '/a', XDG_DATA_HOME: '/x' }, 'darwin', '/a'],
    ['the XDG data folder', { XDG_DATA_HOME: '/x', HOME: '/h' }, 'linux', '/x/atelier'],
    ['its default', { HOME: '/h' }, 'linux', '/h/.local/share/atelier'],
    ['macOS', { HOME: '/h' }, 'darwin', '/h/Library/Application Support/Atelier'],
    ['Windows', { APPDATA: '/roaming' }, 'win32', '/roaming/Atelier'],
  ] as const)('knows %s', (_, environment, system, home) => {
    expect(defaultHome(environment, system)).toBe(home);
  });
});

import { describe, expect, it } from 'vitest';
import { menuTemplate } from '../../../src-main/shell/menu-template.ts';

const command = {
  id: 'deploy.current',
  title: 'Deploy',
  group: 'Deploy',
  keys: 'Mod+Shift+D',
  isEnabled: true,
};

describe('menuTemplate', () => {
  it('gives each group of commands a menu between those of every application', () => {
    const help = { id: 'help.keys', title: 'Keys', group: 'Help', keys: null, isEnabled: true };
    const labels = (isMac: boolean) =>
      menuTemplate([help, command], { isMac, run: () => {} }).map(({ label, role }) => label ?? role);
    expect(labels(false)).toEqual(['File', 'editMenu', 'View', 'Deploy', 'Window', 'Help']);
    expect(labels(true)).toEqual(['appMenu', 'File', 'editMenu', 'View', 'Deploy', 'Window', 'Help']);
  });

  it('shows a shortcut without taking the key from the page, and runs the command', () => {
    const run: string[] = [];
    const menu = menuTemplate([{ ...command, title: 'Build & deploy' }], {
      isMac: false,
      run: (id) => run.push(id),
    });
    const item = [menu.find(({ label }) => label === 'Deploy')?.submenu].flat()[0] as unknown as {
      click(): void;
    };
    expect(item).toMatchObject({
      label: 'Build && deploy',
      accelerator: 'CommandOrControl+Shift+D',
      registerAccelerator: false,
    });
    item.click();
    expect(run).toEqual(['deploy.current']);
  });

  it('greys what can not run now', () => {
    const menu = menuTemplate([{ ...command, isEnabled: false }], { isMac: false, run: () => {} });
    expect(menu.find(({ label }) => label === 'Deploy')).toMatchObject({ submenu: [{ enabled: false }] });
  });
});

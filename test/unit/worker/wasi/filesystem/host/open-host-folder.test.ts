import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { fdFlag, right } from '../../../../../../src-main/worker/wasi/descriptor.ts';
import { errno } from '../../../../../../src-main/worker/wasi/errno.ts';
import { openHostFolder } from '../../../../../../src-main/worker/wasi/filesystem/host/open-host-folder.ts';
import { temporaryFolder } from '../../../../../support/temporary-folder.ts';
import { nameOf, namesIn, openDirectory, opened, plain, readFile, stated, writeFile } from '../open-files.ts';

/** A mounted folder with something secret beside it. */
function mount() {
  const outside = temporaryFolder();
  const host = join(outside, 'mounted');
  mkdirSync(host);
  writeFileSync(join(outside, 'secret'), 'secret');
  const folder = openHostFolder(host, '/');
  onTestFinished(() => void folder.close());
  return { outside, host, folder };
}

describe('a mounted folder', () => {
  test('shows the host what the guest does, and the guest what the host does', () => {
    const { host, folder } = mount();
    writeFile(folder, 'guest', 'from the guest');
    writeFileSync(join(host, 'host'), 'from the host');
    expect(readFileSync(join(host, 'guest'), 'utf8')).toBe('from the guest');
    expect(readFile(folder, 'host')).toBe('from the host');
    expect(namesIn(folder).sort()).toEqual(['.', '..', 'guest', 'host']);
  });

  test('is told to the guest by its own name', () => {
    expect(mount().folder.prestat).toEqual({ kind: 'directory', name: '/' });
  });

  test('that is not there is refused', () => {
    const { host } = mount();
    expect(() => openHostFolder(join(host, 'absent'), '/')).toThrow(/absent/);
    writeFileSync(join(host, 'file'), '');
    expect(() => openHostFolder(join(host, 'file'), '/')).toThrow(/file/);
  });

  test('may be named by a symbolic link', () => {
    const { outside, host } = mount();
    symlinkSync(host, join(outside, 'link'));
    const folder = openHostFolder(join(outside, 'link'), '/');
    writeFile(folder, 'file', 'x');
    folder.close();
    expect(readFileSync(join(host, 'file'), 'utf8')).toBe('x');
  });

  // Other systems refuse such a name themselves.
  test.runIf(process.platform === 'linux')('leaves out what has a name that is no text', () => {
    const { host, folder } = mount();
    writeFileSync(Buffer.concat([Buffer.from(`${host}/`), Buffer.of(0x61, 0xff)]), 'x');
    writeFileSync(join(host, 'text'), 'x');
    expect(namesIn(folder).sort()).toEqual(['.', '..', 'text']);
  });

  test('reaches beyond four gigabytes without reading what lies before', () => {
    const { folder } = mount();
    const file = opened(folder.openPath('big', { ...plain, create: true }));
    expect(file.seek(5_000_000_000n, 'start')).toBe(5_000_000_000n);
    expect(file.write([Buffer.from('end')])).toBe(3);
    const bytes = Buffer.alloc(3);
    expect(file.pread([bytes], 5_000_000_000n)).toBe(3);
    expect(bytes.toString()).toBe('end');
    expect(stated(file.stat()).size).toBe(5_000_000_003n);
    file.close();
  });
});

describe('a mounted folder can’t be left', () => {
  test('by symbolic links that the host has put there', () => {
    const { outside, host, folder } = mount();
    mkdirSync(join(host, 'a'));
    symlinkSync(outside, join(host, 'absolute'));
    symlinkSync(join(outside, 'secret'), join(host, 'file'));
    symlinkSync('..', join(host, 'up'));
    symlinkSync('../../secret', join(host, 'a/secret'));
    symlinkSync('a/../../secret', join(host, 'round'));
    for (const path of ['absolute', 'absolute/secret', 'file', 'up', 'up/secret', 'a/secret', 'round']) {
      expect(nameOf(folder.statPath(path, true)), path).toBe('notcapable');
      expect(nameOf(folder.openPath(path, { ...plain, followSymlinks: true })), path).toBe('notcapable');
      expect(nameOf(folder.openPath(path, { ...plain, followSymlinks: true, create: true })), path).toBe(
        'notcapable',
      );
    }
    expect(nameOf(folder.unlink('up/secret'))).toBe('notcapable');
    expect(nameOf(folder.rename('up/secret', folder, 'mine'))).toBe('notcapable');
    expect(nameOf(folder.link('file', true, folder, 'mine'))).toBe('notcapable');
    expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
  });

  test('by a link that takes the place of an open directory', () => {
    const { outside, host, folder } = mount();
    mkdirSync(join(host, 'a'));
    writeFileSync(join(host, 'a/secret'), 'harmless');
    const inner = openDirectory(folder, 'a');
    renameSync(join(host, 'a'), join(host, 'moved'));
    symlinkSync(outside, join(host, 'a'));
    expect(nameOf(folder.openPath('a/secret', plain))).toBe('notcapable');
    // where directories have no handle their path is all there is, and it must lead nowhere
    const outcome = inner.openPath('secret', plain);
    if (process.platform === 'linux') expect(readFile(inner, 'secret')).toBe('harmless');
    if (typeof outcome !== 'number') outcome.close();
  });

  test('by a directory that the guest moves while it is in it', () => {
    const { folder } = mount();
    folder.createDirectory('a');
    folder.createDirectory('a/b');
    const inner = openDirectory(folder, 'a/b');
    folder.rename('a/b', folder, 'b');
    expect(inner.openPath('..', plain)).toBe(errno.notcapable);
    expect(inner.openPath('../secret', plain)).toBe(errno.notcapable);
  });

  test('by names that are no names', () => {
    const { folder } = mount();
    expect(nameOf(folder.openPath('/etc/passwd', plain))).toBe('notcapable');
    expect(nameOf(folder.openPath('../mounted/../secret', plain))).toBe('notcapable');
    expect(nameOf(folder.openPath('..', plain))).toBe('notcapable');
    const backslashes = nameOf(folder.openPath('..\\secret', plain));
    expect(backslashes).toBe(process.platform === 'win32' ? 'inval' : 'noent');
  });
});

describe('times of a mounted folder', () => {
  test('that somebody else sets are seen', () => {
    const { host, folder } = mount();
    writeFile(folder, 'file', '');
    folder.setPathTimes('file', false, { access: 1n, modification: 1n });
    linkSync(join(host, 'file'), join(host, 'other'));
    writeFileSync(join(host, 'other'), 'changed');
    expect(stated(folder.statPath('file', false)).modificationTime).toBeGreaterThan(1_000_000_000n);
  });
});

test.runIf(process.platform === 'linux')(
  'a pipe is opened and read without waiting where the guest says so',
  () => {
    const { host, folder } = mount();
    execFileSync('mkfifo', [join(host, 'pipe')]);
    const options = { ...plain, rightsBase: right.fdRead, flags: fdFlag.nonblock };
    const pipe = opened(folder.openPath('pipe', options));
    expect(pipe.read([Buffer.alloc(1)])).toBe(0);
    expect(nameOf(pipe.seek(0n, 'start'))).toBe('spipe');
    expect(nameOf(pipe.pread([Buffer.alloc(1)], 0n))).toBe('spipe');
    pipe.close();
  },
);

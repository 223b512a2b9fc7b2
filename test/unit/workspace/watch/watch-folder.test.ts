import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { watchFolder } from '../../../../src-main/workspace/watch/watch-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Watches a folder; `told` resolves when a change of every one of these paths was told of. */
function follow(folder: string) {
  const seen = new Set<string>();
  let look = () => {};
  const watch = watchFolder(folder, ({ paths }) => {
    for (const path of paths) seen.add(relative(folder, path));
    look();
  });
  onTestFinished(() => watch.close());
  const told = (...paths: string[]) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (!paths.every((path) => seen.has(path))) return;
        seen.clear();
        resolve();
      };
      look();
    });
  return { told, seen, watch };
}

/** Does something until it is noticed: nobody says when a watch has begun. */
async function until(noticed: Promise<void>, act: (attempt: number) => void): Promise<void> {
  let isOver = false;
  void noticed.then(() => {
    isOver = true;
  });
  for (let attempt = 0; !isOver; attempt += 1) {
    act(attempt);
    await Promise.race([noticed, wait(50)]);
  }
}

describe('watchFolder', () => {
  it('tells of files that are written, replaced, moved into new folders and removed', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'src'));
    const { told } = follow(folder);
    await until(told('src/a.js'), (attempt) => writeFileSync(join(folder, 'src/a.js'), `${attempt}`));

    for (const round of [1, 2]) {
      writeFileSync(join(folder, 'src/a.js.tmp'), `replaced ${round}`);
      renameSync(join(folder, 'src/a.js.tmp'), join(folder, 'src/a.js'));
      await told('src/a.js');
    }
    mkdirSync(join(folder, 'new/deep'), { recursive: true });
    writeFileSync(join(folder, 'new/deep/b.js'), 'b');
    await told('new/deep/b.js');
    writeFileSync(join(folder, 'new/deep/b.js'), 'c');
    await told('new/deep/b.js');
    rmSync(join(folder, 'new'), { recursive: true });
    await told('new/deep/b.js');
  });

  it('follows what is made use of behind links and in packages', async () => {
    const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(folder, 'node_modules/p'), { recursive: true });
    mkdirSync(join(elsewhere, 'deep'));
    symlinkSync(elsewhere, join(folder, 'linked'), 'junction');
    const { told, watch } = follow(folder);
    const places = ['node_modules/p/a.js', 'linked/deep/b.js', 'linked/c.js'];
    const write = (attempt: number | string) => {
      for (const place of [...places, 'own.js']) writeFileSync(join(folder, place), `${attempt}`);
    };
    write('before');
    watch.follow('one', [
      join(folder, 'node_modules/p/a.js'),
      join(folder, 'linked'),
      join(folder, 'own.js'),
    ]);
    watch.follow('other', [join(folder, 'linked/c.js')]);
    await until(told(...places), write);
  });

  it('leaves out what tools write, and saves that change nothing', async () => {
    const folder = temporaryFolder();
    for (const heavy of ['node_modules', '.git', 'target']) mkdirSync(join(folder, heavy));
    const { told, seen } = follow(folder);
    await until(told('a.js'), (attempt) => writeFileSync(join(folder, 'a.js'), `${attempt}`));
    writeFileSync(join(folder, 'a.js'), 'last');
    await told('a.js');

    for (const heavy of ['node_modules', '.git', 'target']) writeFileSync(join(folder, heavy, 'x'), 'x');
    writeFileSync(join(folder, 'a.js'), 'last');
    writeFileSync(join(folder, 'b.js'), 'b');
    // everything that was written before is told of by now, or never
    const last = told('b.js');
    const before = new Set(seen);
    await last;
    expect([...before].filter((path) => path !== 'b.js')).toEqual([]);
  });
});

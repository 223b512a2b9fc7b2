import { expect, it } from 'vitest';
import { lockHome } from '../../../src-main/store/lock-home.ts';
import { startProcess } from '../../support/child-process.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const holdHome = new URL('./hold-home.ts', import.meta.url);

it('says which process has the home, and gives it to the next once that was killed', async () => {
  const home = temporaryFolder();
  const holder = startProcess(holdHome, [home]);
  await holder.received(1);
  expect(holder.messages).toEqual(['locked']);
  expect(() => lockHome(home)).toThrow(`(process ${holder.pid})`);
  await holder.kill();
  lockHome(home).release();
});

it('gives the home to exactly one of many that come at once', async () => {
  const home = temporaryFolder();
  const processes = Array.from({ length: 4 }, () => startProcess(holdHome, [home]));
  await Promise.all(processes.map((process) => process.received(1)));
  const winner = processes.find((process) => process.messages[0] === 'locked');
  const others = processes.filter((process) => process !== winner);
  for (const loser of others) expect(loser.messages[0]).toContain(`(process ${winner?.pid})`);
});

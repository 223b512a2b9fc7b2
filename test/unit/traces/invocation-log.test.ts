import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { InvocationNotice } from '../../../src-main/contract/engine-messages.ts';
import { InvocationLog } from '../../../src-main/traces/invocation-log.ts';
import { openTraceStore } from '../../../src-main/traces/trace-store.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testCipher, testKey } from '../../support/test-cipher.ts';

function notice(id: string): InvocationNotice {
  return {
    id,
    functionId: 'function_1',
    deploymentId: null,
    releaseId: null,
    trigger: 'Std',
    method: 'GET',
    path: '/',
    userAgent: '',
    status: 200,
    halt: 'exit',
    exitCode: 0,
    message: null,
    receivedAt: 1_700_000_000_000,
    timing: { start: 1, run: 2, total: 3 },
    pages: 1,
    requestSize: 0,
    responseSize: 0,
  };
}

it('says why it can keep nothing, reports that once, and keeps what comes once it can', async () => {
  const file = join(temporaryFolder(), 'traces.db');
  mkdirSync(file);
  const faults: string[] = [];
  const log = new InvocationLog(file, testKey, (fault) => faults.push(fault));
  onTestFinished(() => log.close());
  for (const id of ['one', 'two']) {
    log.record(notice(id), null);
    await log.flush();
    expect(log.problem).toContain("traces.db can't be used");
  }
  expect(faults).toEqual([log.problem]);
  rmdirSync(file);
  log.record(notice('three'), null);
  await log.flush();
  expect(log.problem).toBeNull();
  const store = openTraceStore(file, testCipher);
  onTestFinished(() => store.close());
  expect(store.list({ functionId: null, limit: 9, before: null }).map(({ id }) => id)).toEqual(['three']);
});

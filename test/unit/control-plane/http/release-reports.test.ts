import { expect, test } from 'vitest';
import { createFunction } from '../../../../src-main/control-plane/functions.ts';
import { createControlPlaneApp } from '../../../../src-main/control-plane/http/app.ts';
import { assemble } from '../../../support/assemble.ts';
import { openControlPlane } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { sampleRelease } from '../../store/samples.ts';

/** A function with releases of these modules; null for one that was not compiled. Gives what the API says below them. */
async function withReleases(modules: Readonly<Record<string, string | null>>) {
  const { plane, ownerId, ...harness } = openControlPlane(temporaryFolder());
  const { id: functionId } = createFunction(plane, ownerId, {});
  for (const [index, [id, text]] of Object.entries(modules).entries()) {
    const wasmDigest = text === null ? null : await plane.objects.put(assemble(`(module ${text})`));
    plane.store.releases.insert(sampleRelease(id, { functionId, number: index + 1, wasmDigest }));
  }
  const releases = `/v4/functions/organisations/${ownerId}/functions/${functionId}/releases`;
  const get = async (path: string) => {
    const headers = { authorization: `Bearer ${plane.credentials.token}` };
    const response = await createControlPlaneApp(plane).request(`${releases}/${path}`, { headers });
    return { status: response.status, body: await response.json() };
  };
  return { ...harness, get };
}

const quiet = '(memory (export "memory") 1) (func $main (export "_start"))';
const clock = `(import "wasi_snapshot_preview1" "clock_time_get" (func (param i32 i64 i32) (result i32)))`;

test('the API tells what a release consists of, and what it changed', async () => {
  await using api = await withReleases({ release_1: quiet, release_2: `${clock} ${quiet} (func $new)` });
  expect(await api.get('release_2/report')).toMatchObject({
    status: 200,
    body: { capabilities: ['clock'], imports: [{ name: 'clock_time_get', purpose: 'reads the time' }] },
  });
  expect(await api.get('release_2/diff/release_1')).toMatchObject({
    status: 200,
    body: {
      importsAdded: ['wasi_snapshot_preview1.clock_time_get'],
      capabilitiesAdded: ['clock'],
      functions: [{ name: 'new', before: 0, after: 1 }],
    },
  });
});

test('the API says why there is no report', async () => {
  await using api = await withReleases({ release_1: null });
  expect(await api.get('release_1/report')).toMatchObject({ status: 409, body: { id: 'conflict' } });
  expect(await api.get('release_1/diff/release_9')).toMatchObject({ status: 404, body: { id: 'not-found' } });
});

/** A process that writes functions, each with a release and a deployment, until it is killed, and reports each. */
import { randomUUID } from 'node:crypto';
import { openStore } from '../../../src-main/store/open-store.ts';
import { testCipher } from '../../support/test-cipher.ts';
import { sampleDeployment, sampleFunction, sampleRelease } from '../../unit/store/samples.ts';

const store = openStore(process.argv[2] ?? '', testCipher);
if (store.organisations.find('user_1') === undefined)
  store.organisations.insert({ id: 'user_1', name: 'Ada', kind: 'user' });

function writeOne(): void {
  const functionId = `function_${randomUUID()}`;
  store.transaction(() => {
    store.functions.insert(sampleFunction(functionId));
    const release = sampleRelease(`release_${randomUUID()}`, { functionId });
    store.releases.insert(release);
    store.deployments.insert(
      sampleDeployment(`deployment_${randomUUID()}`, { functionId, releaseId: release.id }),
    );
  });
  process.send?.(functionId);
  setImmediate(writeOne);
}
writeOne();

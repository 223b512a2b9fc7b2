import { expect, it, onTestFinished } from 'vitest';
import { startWorkstation } from '../../../src-main/headless/workstation.ts';
import { connectRpc, untilFound } from '../../support/rpc-client.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('sets the number of workers from the screen, which sees them come', async () => {
  const home = temporaryFolder();
  const workstation = await startWorkstation({ home, apiPort: 0, gatewayPort: 0, uiPort: 0, workers: 1 });
  onTestFinished(() => workstation.close());
  const { uiUrl, token } = workstation.readyFile;
  const { rpc, close } = await connectRpc({ uiUrl, token });
  onTestFinished(() => close());
  await rpc.platform.setWorkers({ workers: 2 });
  const facts = await untilFound(rpc, async () => {
    const now = await rpc.platform.facts();
    return now.workers.filter(({ state }) => state === 'idle').length === 2 ? now : undefined;
  });
  expect(facts.workers).toHaveLength(3);
  await expect(rpc.platform.setWorkers({ workers: 0 })).rejects.toMatchObject({ code: 'invalid-input' });
});

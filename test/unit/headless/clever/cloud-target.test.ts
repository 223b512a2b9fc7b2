import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findCloudTarget } from '../../../../src-main/headless/clever/cloud-target.ts';
import { platformFile, writeReadyFile } from '../../../../src-main/home/running-platform.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { readySample } from '../ready-sample.ts';

describe('findCloudTarget', () => {
  it('goes where the variables of the vendor point', async () => {
    const variables = { API_HOST: 'https://api.example.org/', CLEVER_TOKEN: 't', CLEVER_SECRET: 's' };
    expect(await findCloudTarget(variables)).toMatchObject({
      host: 'https://api.example.org',
      oauth: { token: 't', secret: 's' },
      ownerId: null,
    });
    for (const host of ['127.0.0.1:8786', 'localhost:8786', '[::1]'])
      expect(await findCloudTarget({ ...variables, API_HOST: host })).toMatchObject({
        host: `http://${host}`,
      });
    for (const host of ['127.0.0.1.example.org', 'localhost.example.org'])
      expect(await findCloudTarget({ ...variables, API_HOST: host })).toMatchObject({
        host: `https://${host}`,
      });
    expect(await findCloudTarget({ ...variables, API_HOST: 'api.example.org' })).toMatchObject({
      host: 'https://api.example.org',
    });
  });

  it('sends the consumer that was named', async () => {
    const variables = {
      API_HOST: 'https://api.example.org',
      CLEVER_TOKEN: 't',
      CLEVER_SECRET: 's',
      CLEVER_CONSUMER_KEY: 'k',
      CLEVER_CONSUMER_SECRET: 'c',
    };
    expect(await findCloudTarget(variables)).toMatchObject({
      oauth: { consumerKey: 'k', consumerSecret: 'c' },
    });
  });

  it('wants credentials for a host', async () => {
    await expect(findCloudTarget({ API_HOST: 'https://api.example.org' })).rejects.toThrow(/CLEVER_TOKEN/);
  });

  it('goes to the running platform of the home otherwise, whatever tokens are set', async () => {
    const home = temporaryFolder();
    mkdirSync(home, { recursive: true });
    await writeReadyFile(platformFile(home), readySample);
    const target = await findCloudTarget({ ATELIER_HOME: home, CLEVER_TOKEN: 't', CLEVER_SECRET: 's' });
    expect(target).toEqual({
      host: readySample.apiUrl,
      oauth: readySample.oauth,
      ownerId: readySample.ownerId,
    });
  });
});

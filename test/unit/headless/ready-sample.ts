import type { ReadyFile } from '../../../src-main/contract/ready-file.ts';

/** A platform that runs in this very process. */
export const readySample: ReadyFile = {
  apiUrl: 'http://127.0.0.1:8786',
  gatewayUrl: 'http://127.0.0.1:8787',
  uiUrl: 'http://127.0.0.1:8785',
  ownerId: 'orga_sample',
  token: 'sample-token-4f1c',
  oauth: {
    consumerKey: 'key',
    consumerSecret: 'consumer-secret',
    token: 'oauth-token',
    secret: 'oauth-secret',
  },
  pid: process.pid,
};

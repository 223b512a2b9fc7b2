import { describe, expect, it } from 'vitest';
import { readLaunchOptions } from '../../../src-main/shell/launch-options.ts';

describe('readLaunchOptions', () => {
  it('knows the places and ports of atelier serve, and folders by where it was started', () => {
    expect(
      readLaunchOptions(
        ['--home', 'here', '--api-port=0', '--forget-secrets', 'project', '/elsewhere'],
        '/work',
      ),
    ).toEqual({
      home: '/work/here',
      apiPort: 0,
      gatewayPort: 8787,
      forgetSecrets: true,
      folders: ['/work/project', '/elsewhere'],
    });
  });

  it('leaves to Chromium what it does not know, and to the default what makes no sense', () => {
    expect(readLaunchOptions(['--no-sandbox', '--gateway-port', 'many'], '/')).toEqual({
      home: undefined,
      apiPort: 8786,
      gatewayPort: 8787,
      forgetSecrets: false,
      folders: [],
    });
  });
});

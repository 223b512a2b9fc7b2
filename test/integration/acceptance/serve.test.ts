import { existsSync, readdirSync, statSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../../support/command.ts';
import { createTestHome, startPlatformProcess, type TestHome } from '../../support/platform.ts';

function newHome(): TestHome {
  const home = createTestHome();
  onTestFinished(home.remove);
  return home;
}

/** The variables of a command that works on this home. */
function environmentOf(home: TestHome) {
  return { ATELIER_HOME: home.home, TMPDIR: home.temporary };
}

describe('atelier serve', () => {
  it('says where everything is, to people and to programs', async () => {
    const home = newHome();
    const platform = await startPlatformProcess(home);
    const { apiUrl, gatewayUrl, uiUrl, token } = platform.ready;
    for (const address of [apiUrl, gatewayUrl, uiUrl, home.home])
      expect(platform.announcement).toContain(address);
    expect(platform.announcement, 'no secret in what may be a log').not.toContain(token);
    expect(new Set([apiUrl, gatewayUrl, uiUrl]).size, 'three origins').toBe(3);
    for (const file of [join(home.temporary, 'ready.json'), join(home.home, 'platform.json')])
      expect(statSync(file).mode & 0o777, file).toBe(0o600);
    await platform.stop();
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends cleanly on %s, under load too', async (signal) => {
    const platform = await startPlatformProcess(newHome());
    const headers = { Authorization: `Bearer ${platform.ready.token}` };
    const calls = Promise.allSettled(
      Array.from({ length: 20 }, () => fetch(`${platform.ready.apiUrl}/v2/summary`, { headers })),
    );
    await platform.stop(signal);
    await calls;
  });

  it('keeps what it was told over a restart', async () => {
    const home = newHome();
    const before = await startPlatformProcess(home);
    await before.clever('functions', 'create', '--name', 'kept');
    await before.stop();
    const after = await startPlatformProcess(home);
    expect((await after.clever('functions')).stdout).toContain('kept');
    expect(after.ready.token, 'the credentials of a home').toBe(before.ready.token);
    await after.stop();
  });

  it('leaves a home to the platform that runs on it', async () => {
    const home = newHome();
    const platform = await startPlatformProcess(home);
    const { code, stderr } = await runCommand('atelier', ['serve', '--api-port', '0'], environmentOf(home));
    expect(code).toBe(1);
    expect(stderr).toContain(home.home);
    expect(existsSync(join(home.home, 'platform.json')), 'the file of the one that runs').toBe(true);
    expect((await platform.clever('functions')).code).toBe(0);
    await platform.stop();
  });

  it.each(['api-port', 'gateway-port', 'ui-port'])(
    'names the port that is taken, for --%s',
    async (option) => {
      const taken = await startPlatformProcess(newHome());
      const port = new URL(taken.ready.apiUrl).port;
      const others = ['--api-port', '0', '--gateway-port', '0', '--ui-port', '0'];
      const home = newHome();
      const { code, stderr } = await runCommand(
        'atelier',
        ['serve', ...others, `--${option}`, port],
        environmentOf(home),
      );
      expect({ code, stderr }).toEqual({
        code: 1,
        stderr: expect.stringMatching(new RegExp(`${port}.*--${option}`)),
      });
      await taken.stop();
    },
  );

  it.each([
    [['serve', 'now'], /"now" is not one/],
    [['serve', '--api-port', '70000'], /--api-port takes a whole number from 0 to 65535/],
    [['serve', '--workers', '0'], /--workers takes a whole number/],
    [['serve', '--frob'], /--frob/],
    [['frob'], /There is no command "frob"/],
  ])('explains what is wrong with %j', async (words, message) => {
    const { code, stdout, stderr } = await runCommand('atelier', words, environmentOf(newHome()));
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('clever without a platform', () => {
  it('says how to start one', async () => {
    const { code, stderr } = await runCommand('clever', ['functions'], environmentOf(newHome()));
    expect(code).toBe(1);
    expect(stderr).toMatch(/^clever: No platform is running on .*: start one with "atelier serve"/);
  });

  it('says which host does not answer', async () => {
    const variables = { API_HOST: 'http://127.0.0.1:1', CLEVER_TOKEN: 't', CLEVER_SECRET: 's' };
    const { code, stderr } = await runCommand('clever', ['functions'], variables);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^clever: http:\/\/127\.0\.0\.1:1 does not answer \(.*\)\.\n$/),
    });
  });
});

describe('the status page', () => {
  it('shows the functions and what became of them to who has the token', async () => {
    const platform = await startPlatformProcess(newHome());
    await platform.clever('functions', 'create', '--name', 'shown');
    const { uiUrl, token, gatewayUrl } = platform.ready;
    expect((await fetch(uiUrl)).headers.get('content-type')).toContain('text/html');
    expect((await fetch(`${uiUrl}/overview`)).status).toBe(401);
    const overview = await fetch(`${uiUrl}/overview`, { headers: { Authorization: `Bearer ${token}` } });
    expect(await overview.json()).toMatchObject({
      gatewayUrl,
      functions: [{ name: 'shown', status: null }],
    });
    await platform.stop();
  });

  it.each(['apiUrl', 'gatewayUrl', 'uiUrl'] as const)(
    'and %s refuse a foreign host name',
    async (address) => {
      const platform = await startPlatformProcess(newHome());
      const status = await new Promise((resolve, reject) => {
        get(platform.ready[address], { headers: { Host: 'rebound.example.org' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        }).on('error', reject);
      });
      expect(status).toBe(403);
      await platform.stop();
    },
  );
});

describe('atelier demo', () => {
  it('does the main job, shows it, and leaves nothing', async () => {
    const home = newHome();
    const { code, stdout, stderr } = await runCommand('atelier', ['demo'], environmentOf(home));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/HTTP\/1\.1 200 OK\n.*X-Powered-By: CleverCloud\n.*User-Agent: atelier-demo\n/s);
    expect(stdout).toMatch(/Start time: .*Halt reason: .*Total time: /s);
    expect(existsSync(home.home), "the user's home").toBe(false);
    expect(readdirSync(home.temporary), 'temporary files').toEqual([]);
  });
});

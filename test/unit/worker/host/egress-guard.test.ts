import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '../../../../src-main/contract/egress.ts';
import { permits, permitsAddress } from '../../../../src-main/worker/host/egress-guard.ts';

describe('permits', () => {
  it.each<[EgressPolicy, string, number, boolean]>([
    ['all', 'example.org', 443, true],
    ['none', 'localhost', 80, false],
    ['none', '127.0.0.1', 80, false],
    ['loopback', 'localhost', 80, true],
    ['loopback', 'LocalHost.', 80, true],
    ['loopback', 'api.localhost', 80, true],
    ['loopback', 'notlocalhost', 80, false],
    ['loopback', 'example.org', 80, false],
    ['loopback', '127.9.9.9', 80, true],
    ['loopback', '::1', 80, true],
    ['loopback', '::ffff:127.0.0.1', 80, true],
    ['loopback', '10.0.0.1', 80, false],
    ['loopback', '2130706433', 80, false],
    [[], 'localhost', 80, false],
    [['example.org:443'], 'example.org', 443, true],
    [['Example.ORG:443'], 'EXAMPLE.org.', 443, true],
    [['example.org:443'], 'example.org', 80, false],
    [['example.org:443'], 'other.example.org', 443, false],
    [['*.example.org:443'], 'other.example.org', 443, true],
    [['*.example.org:443'], 'notexample.org', 443, false],
    [['*:443'], 'anything', 443, true],
    [['*:443'], '203.0.113.5', 443, true],
    [['203.0.113.5:*'], 'example.org', 9, false],
    [['203.0.113.5:*'], '203.0.113.6', 9, false],
    [['203.0.113.5:*'], '::ffff:203.0.113.5', 9, true],
    [['[2001:db8::1]:80'], '2001:db8:0:0::1', 80, true],
    [['a:1', 'b:2'], 'b', 2, true],
  ])('%j lets %s at port %i be asked for: %j', (policy, host, port, expected) => {
    expect(permits(policy, { host, port })).toBe(expected);
  });
});

describe('permitsAddress', () => {
  it.each<[EgressPolicy, string, string, boolean]>([
    ['all', 'example.org', '127.0.0.1', true],
    ['loopback', 'localhost', '127.0.0.1', true],
    ['loopback', 'localhost', '::1', true],
    ['loopback', 'localhost', '203.0.113.5', false],
    [['example.org:80'], 'example.org', '203.0.113.5', true],
    [['db.internal:80'], 'db.internal', '10.0.0.7', true],
    [['example.org:80'], 'example.org', '127.0.0.1', false],
    [['example.org:80'], 'example.org', '::ffff:127.0.0.1', false],
    [['example.org:80'], 'example.org', '0.0.0.0', false],
    [['example.org:80'], 'example.org', '169.254.169.254', false],
    [['example.org:80'], 'example.org', 'fe80::1', false],
    [['example.org:80', '127.0.0.1:80'], 'example.org', '127.0.0.1', true],
    [['example.org:80', '127.0.0.1:81'], 'example.org', '127.0.0.1', false],
    [['*:80'], 'example.org', '127.0.0.1', true],
    [['localhost:80'], 'localhost', '127.0.0.1', true],
    [['localhost:80'], 'localhost', '169.254.169.254', false],
    [['169.254.169.254:80'], '169.254.169.254', '169.254.169.254', true],
  ])('%j lets %s stand for %s: %j', (policy, host, address, expected) => {
    expect(permitsAddress(policy, { host, port: 80 }, address)).toBe(expected);
  });
});

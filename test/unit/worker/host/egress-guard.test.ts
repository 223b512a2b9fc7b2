import { describe, expect, it } from 'vitest';
import type { EgressPolicy } from '../../../../src-main/contract/egress.ts';
import { permits } from '../../../../src-main/worker/host/egress-guard.ts';

describe('permits', () => {
  it.each<[EgressPolicy, string, string, number, boolean]>([
    ['all', 'example.org', '203.0.113.5', 443, true],
    ['none', 'localhost', '127.0.0.1', 80, false],
    ['loopback', 'localhost', '127.0.0.1', 80, true],
    ['loopback', '127.9.9.9', '127.9.9.9', 80, true],
    ['loopback', '::1', '::1', 80, true],
    ['loopback', '::ffff:127.0.0.1', '::ffff:127.0.0.1', 80, true],
    ['loopback', 'localhost', '203.0.113.5', 80, false],
    ['loopback', '10.0.0.1', '10.0.0.1', 80, false],
    [[], 'localhost', '127.0.0.1', 80, false],
    [['example.org:443'], 'example.org', '203.0.113.5', 443, true],
    [['Example.ORG:443'], 'EXAMPLE.org', '203.0.113.5', 443, true],
    [['example.org:443'], 'example.org', '203.0.113.5', 80, false],
    [['example.org:443'], 'other.example.org', '203.0.113.5', 443, false],
    [['*.example.org:443'], 'other.example.org', '203.0.113.5', 443, true],
    [['*.example.org:443'], 'notexample.org', '203.0.113.5', 443, false],
    [['*:443'], 'anything', '203.0.113.5', 443, true],
    [['203.0.113.5:*'], 'example.org', '203.0.113.5', 9, true],
    [['203.0.113.5:*'], '203.0.113.6', '203.0.113.6', 9, false],
    [['[2001:db8::1]:80'], '2001:db8:0::1', '2001:db8:0:0::1', 80, true],
    [['a:1', 'b:2'], 'b', '203.0.113.5', 2, true],
  ])('%j lets %s, which is %s, at port %i: %j', (policy, host, address, port, expected) => {
    expect(permits(policy, { host, address, port })).toBe(expected);
  });
});

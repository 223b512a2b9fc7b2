import { BlockList, isIP, isIPv6 } from 'node:net';
import type { EgressPolicy } from '../../contract/egress.ts';

/** Where a function wants to connect to, as it names it. */
export interface Destination {
  /** A name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
}

/** RFC 1122, 3.2.1.3 and RFC 4291, 2.5.3; what is unspecified reaches this machine as well. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('0.0.0.0');
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

/** RFC 3927 and RFC 4291, 2.5.6: where machines in a data centre find what is meant for them alone. */
const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16);
linkLocal.addSubnet('fe80::', 10, 'ipv6');

/**
 * Whether a policy lets a function ask for this destination at all. A name is judged as it is written, because looking
 * it up would tell the world of it already: under `loopback` only `localhost` and what is below it (RFC 6761, 6.3)
 * pass, and a list has to have the name.
 */
export function permits(policy: EgressPolicy, destination: Destination): boolean {
  switch (policy) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'loopback':
      return isIP(destination.host) === 0
        ? isLocalhost(destination.host)
        : contains(loopback, destination.host);
    default:
      return policy.some((pattern) => matches(pattern, destination));
  }
}

/**
 * Whether a destination that was permitted may stand for this address. Names belong to others, who may let them stand
 * for what only this machine should reach: a list has to have such an address itself.
 */
export function permitsAddress(policy: EgressPolicy, { host, port }: Destination, address: string): boolean {
  if (policy === 'all') return true;
  if (policy === 'loopback') return contains(loopback, address);
  if (isIP(host) !== 0 || permits(policy, { host: address, port })) return true;
  if (contains(loopback, address)) return isLocalhost(host);
  return !contains(linkLocal, address);
}

/** A policy as dmesg names it. */
export function describePolicy(policy: EgressPolicy): string {
  if (policy === 'loopback') return 'loopback only';
  if (typeof policy === 'string') return policy;
  return policy.length === 1 ? policy[0]! : `${policy.length} places`;
}

function matches(pattern: string, { host, port }: Destination): boolean {
  const colon = pattern.lastIndexOf(':');
  const [place, wantedPort] = [pattern.slice(0, colon), pattern.slice(colon + 1)];
  if (wantedPort !== '*' && Number(wantedPort) !== port) return false;
  if (place === '*') return true;
  const literal = place.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0) return isIP(host) !== 0 && isSame(literal, host);
  const [wanted, name] = [bare(place), bare(host)];
  return wanted.startsWith('*.') ? name.endsWith(wanted.slice(1)) : name === wanted;
}

function isLocalhost(host: string): boolean {
  const name = bare(host);
  return name === 'localhost' || name.endsWith('.localhost');
}

/** A name as names are compared: case means nothing, and the dot at its end only that it is complete. */
function bare(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** One address has several spellings, above all in IPv6. */
function isSame(one: string, other: string): boolean {
  const list = new BlockList();
  list.addAddress(one, familyOf(one));
  return contains(list, other);
}

function contains(list: BlockList, address: string): boolean {
  return list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv6(address) ? 'ipv6' : 'ipv4';
}

import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { EgressPolicy } from '../../contract/egress.ts';

/** Where a function wants to connect to: the host as it names it, and an address that this stands for. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly address: string;
}

/** RFC 1122, 3.2.1.3 and RFC 4291, 2.5.3; what is unspecified reaches this machine as well. */
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('0.0.0.0');
loopback.addAddress('::1', 'ipv6');
loopback.addAddress('::', 'ipv6');

/** Whether a policy lets a function connect there. A name is judged by what it stands for, except where a list has it. */
export function permits(policy: EgressPolicy, destination: Destination): boolean {
  switch (policy) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'loopback':
      return contains(loopback, destination.address);
    default:
      return policy.some((pattern) => matches(pattern, destination));
  }
}

/** A policy as dmesg names it. */
export function describePolicy(policy: EgressPolicy): string {
  if (policy === 'loopback') return 'loopback only';
  return typeof policy === 'string' ? policy : `${policy.length} places`;
}

function matches(pattern: string, { host, port, address }: Destination): boolean {
  const colon = pattern.lastIndexOf(':');
  const [place, wantedPort] = [pattern.slice(0, colon).toLowerCase(), pattern.slice(colon + 1)];
  if (wantedPort !== '*' && Number(wantedPort) !== port) return false;
  if (place === '*') return true;
  if (place.startsWith('*.')) return host.toLowerCase().endsWith(place.slice(1));
  const literal = place.replace(/^\[|\]$/g, '');
  return isIPv4(literal) || isIPv6(literal) ? isSame(literal, address) : host.toLowerCase() === place;
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

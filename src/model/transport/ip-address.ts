import { BlockList, isIPv4, isIPv6 } from 'node:net';

export interface IpAddress {
  /** Dotted for IPv4, also for IPv4 inside IPv6 (`::ffff:`, NAT64 `64:ff9b::`); compressed hex for IPv6, no zone. */
  readonly address: string;
  readonly family: 4 | 6;
}

/** The one spelling of an address, or undefined for anything else. Takes brackets, a zone, a trailing dot, decimal, hex and octal. */
export function canonicalIp(text: string): IpAddress | undefined {
  const bare = text.replace(/^\[|\]$/gu, '').replace(/%.*$/u, '');
  // The URL parser knows every spelling that connecting code accepts (WHATWG URL, 3.5 "IPv4 parser").
  const host = hostOf(isIPv6(bare) ? `[${bare}]` : bare);
  if (host === undefined) return undefined;
  if (isIPv4(host)) return { address: host, family: 4 };
  const inner = host.replace(/^\[|\]$/gu, '');
  if (!isIPv6(inner)) return undefined;
  const embedded = embeddedIpv4(inner);
  return embedded === undefined ? { address: inner, family: 6 } : { address: embedded, family: 4 };
}

function hostOf(host: string): string | undefined {
  if (host === '' || /[/?#@\\\s]/u.test(host)) return undefined;
  try {
    return new URL(`http://${host}/`).hostname;
  } catch {
    // Not an address in any spelling: the answer, not a failure.
    return undefined;
  }
}

/** RFC 4291 2.5.5.2 (mapped) and RFC 6052 2.1 (NAT64): the last 32 bits are the address that is really called. */
function embeddedIpv4(inner: string): string | undefined {
  const found = /^(?:::ffff:([0-9a-f]+):|64:ff9b::(?:([0-9a-f]+):)?)([0-9a-f]+)$/u.exec(inner);
  if (!found) return undefined;
  const [high, low] = [parseInt(found[1] ?? found[2] ?? '0', 16), parseInt(found[3] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** 127.0.0.0/8 and ::1. */
export function isLoopback(ip: IpAddress): boolean {
  return loopback.check(ip.address, ip.family === 4 ? 'ipv4' : 'ipv6');
}

const metadata = new BlockList();
metadata.addSubnet('169.254.0.0', 16, 'ipv4');
metadata.addSubnet('fe80::', 10, 'ipv6');
// Instance metadata outside link-local: Alibaba, Azure, AWS over IPv6.
metadata.addAddress('100.100.100.200', 'ipv4');
metadata.addAddress('168.63.129.16', 'ipv4');
metadata.addAddress('fd00:ec2::254', 'ipv6');

/** Link-local and cloud metadata addresses: no model server lives there, secrets do. */
export function isMetadata(ip: IpAddress): boolean {
  return metadata.check(ip.address, ip.family === 4 ? 'ipv4' : 'ipv6');
}

/** True when `range` is CIDR notation (`10.0.0.0/8`) and holds the address. */
export function isInRange(ip: IpAddress, range: string): boolean {
  const [base = '', bits = '', rest] = range.split('/');
  const net = canonicalIp(base);
  if (net?.family !== ip.family || rest !== undefined || !/^\d{1,3}$/u.test(bits)) return false;
  if (Number(bits) > (net.family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(net.address, Number(bits), net.family === 4 ? 'ipv4' : 'ipv6');
  return list.check(ip.address, ip.family === 4 ? 'ipv4' : 'ipv6');
}

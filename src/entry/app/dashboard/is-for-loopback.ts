import type { Context } from 'hono';
import { canonicalIp, isLoopback } from '../../../model/transport/ip-address.ts';
import { isFromThisHost } from '../http/is-from-this-host.ts';

/**
 * Whether a request began on this host and was meant for it: a page of somebody else could have its name lead here once it
 * is open in a browser of this host.
 */
export function isForLoopback(context: Context): boolean {
  return isFromThisHost(context) && isLoopbackName(new URL(context.req.url).hostname);
}

function isLoopbackName(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const ip = canonicalIp(host);
  return ip !== undefined && isLoopback(ip);
}

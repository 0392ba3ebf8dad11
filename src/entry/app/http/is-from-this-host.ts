import type { Context } from 'hono';
import { canonicalIp, isLoopback } from '../../../model/transport/ip-address.ts';
import { remoteAddress } from '../operator/remote-address.ts';

/** What a proxy on this host hands on comes over loopback too, and says so in one of these. */
const forwarding = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Whether a request began on this very host. */
export function isFromThisHost(context: Context): boolean {
  const ip = canonicalIp(remoteAddress(context));
  return ip !== undefined && isLoopback(ip) && !forwarding.some((name) => context.req.header(name));
}

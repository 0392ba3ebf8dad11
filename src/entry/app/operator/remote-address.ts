import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

/** Of the socket, whatever headers say; empty where it is not known. */
export function remoteAddress(context: Context): string {
  const env = context.env as { readonly incoming?: unknown; readonly server?: unknown } | undefined;
  if (env?.incoming === undefined && env?.server === undefined) return '';
  return getConnInfo(context).remote.address ?? '';
}

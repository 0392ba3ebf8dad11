import { createHash } from 'node:crypto';
import type { Call, Reply } from './types.ts';

/** The body as it is sent. */
export function bytesOf(reply: Reply): Buffer {
  return Buffer.from(reply.text ?? (reply.body === undefined ? '' : JSON.stringify(reply.body)), 'utf8');
}

/** Undefined: only what was read well has a tag. */
export function etagOf({ method }: Call, reply: Reply): string | undefined {
  if (reply.status !== 200 || (method !== 'GET' && method !== 'HEAD')) return undefined;
  return `W/"${createHash('sha256').update(bytesOf(reply)).digest('hex')}"`;
}

/** True when the caller has this answer already: it gets 304, which no limit counts. */
export function isUnchanged(call: Call, reply: Reply): boolean {
  const etag = etagOf(call, reply);
  return etag !== undefined && tags(call.headers['if-none-match']).includes(etag.slice(2));
}

/** GitHub compares tags weakly. */
function tags(header: string | undefined): string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}

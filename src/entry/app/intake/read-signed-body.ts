import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { createBodyHold } from './body-hold.ts';
import { Refusal } from './refusal.ts';

export interface BodyLimits {
  /** GitHub sends no payload above 25 MB. */
  readonly mostBytes: number;
  /** Milliseconds from the headers to the last byte. */
  readonly mostMs: number;
  readonly hold: ReturnType<typeof createBodyHold>;
}

/**
 * Reads a body and knows with its last byte whether who sent it knows the secret: the hash is taken while it comes, so
 * that no second copy is made of what turns out to be a stranger's.
 *
 * @param signature `sha256=` and 64 hexadecimal digits
 * @throws Refusal 401 wrong signature, 408 too slow, 413 too large, 503 too much comes at once
 */
export async function readSignedBody(
  request: IncomingMessage,
  signature: string,
  secret: string,
  { mostBytes, mostMs, hold }: BodyLimits,
): Promise<string> {
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > mostBytes) throw new Refusal(413, 'The payload is too large.');
  const hash = createHmac('sha256', secret);
  const chunks: Buffer[] = [];
  let bytes = 0;
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error): void => {
      chunks.length = 0;
      request.pause();
      settle(() => reject(error));
    };
    const held = hold.open(() =>
      fail(new Refusal(503, 'Too much is coming at once.', { 'retry-after': '5' })),
    );
    const timer = setTimeout(() => fail(new Refusal(408, 'The payload came too slowly.')), mostMs);
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > mostBytes) return fail(new Refusal(413, 'The payload is too large.'));
      hash.update(chunk);
      chunks.push(chunk);
      held.grow(chunk.length);
    };
    const onEnd = (): void => settle(resolve);
    const onGone = (): void => fail(new Refusal(400, 'The payload broke off.'));
    const settle = (then: () => void): void => {
      clearTimeout(timer);
      held.release();
      request.off('data', onData).off('end', onEnd).off('close', onGone).off('error', onGone);
      // What comes later on a connection that is being closed is nobody's.
      request.on('error', () => {});
      then();
    };
    request.on('data', onData).on('end', onEnd).on('close', onGone).on('error', onGone);
  });
  const wanted = Buffer.from(signature.slice('sha256='.length), 'hex');
  if (!timingSafeEqual(hash.digest(), wanted)) throw new Refusal(401, 'The signature is wrong.');
  return Buffer.concat(chunks, bytes).toString('utf8');
}

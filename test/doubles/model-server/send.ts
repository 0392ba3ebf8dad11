import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WireMessage } from './frames.ts';
import { refusal } from './plan.ts';
import type { Refusal, Wire } from './plan.ts';
import { brokenOff } from './requests.ts';

/** Sends a reply the way the wire says; returns when the last byte left or the caller went away. */
export async function send(
  res: ServerResponse,
  message: WireMessage,
  wire: Wire,
  signal: AbortSignal,
): Promise<void> {
  if (message.single && wire.errorAfter !== undefined) {
    return sendRefusal(res, refusal(500, { error: wire.errorText }), wire, signal);
  }
  if (!(await begin(res, wire, signal))) return;
  const length = message.single && wire.chunking === 'frame' && wire.resetAfter === undefined;
  const body = message.frames.map((frame) => frame.text).join('');
  res.writeHead(200, {
    'Content-Type': message.contentType,
    ...(length ? { 'Content-Length': Buffer.byteLength(body) } : {}),
  });
  let sent = 0;
  for (const frame of batch(message, wire)) {
    if (signal.aborted) return;
    if (wire.errorAfter === sent) return void res.end(message.errorFrame(wire.errorText));
    if (wire.resetAfter === sent) return breakMidway(res, signal);
    if (wire.stall?.after === sent) await wait(wire.stall.ms, signal);
    if (wire.pings && !message.single) res.write(': ping\n\n');
    await write(res, frame, wire, signal);
    sent += 1;
  }
  if (wire.errorAfter !== undefined && wire.errorAfter >= sent)
    return void res.end(message.errorFrame(wire.errorText));
  if (wire.resetAfter !== undefined && wire.resetAfter >= sent) return breakMidway(res, signal);
  if (!signal.aborted) res.end();
}

/** Sends a refusal; slow headers and resets apply to it too. */
export async function sendRefusal(
  res: ServerResponse,
  refusal: Refusal,
  wire: Wire,
  signal: AbortSignal,
): Promise<void> {
  if (!(await begin(res, wire, signal))) return;
  res.writeHead(refusal.status, refusal.headers);
  if (refusal.body !== '') await write(res, refusal.body, wire, signal);
  if (!signal.aborted) res.end();
}

async function begin(res: ServerResponse, wire: Wire, signal: AbortSignal): Promise<boolean> {
  if (wire.resetAfter === -1) {
    breakOff(res);
    return false;
  }
  if (wire.headersAfterMs > 0) await wait(wire.headersAfterMs, signal);
  return !signal.aborted && !res.destroyed;
}

function batch(message: WireMessage, wire: Wire): string[] {
  const texts = message.frames.map((frame) => frame.text);
  return wire.chunking === 'joined' ? [texts.join('')] : texts;
}

async function write(res: ServerResponse, text: string, wire: Wire, signal: AbortSignal): Promise<void> {
  const bytes = Buffer.from(text);
  if (wire.chunking === 'byte') {
    for (const byte of bytes) {
      if (signal.aborted) return;
      res.write(Buffer.of(byte));
      await wait(wire.byteMs ?? 0, signal);
    }
    return;
  }
  const middle = Math.floor(bytes.length / 2);
  const parts =
    wire.chunking === 'split-lines' ? [bytes.subarray(0, middle), bytes.subarray(middle)] : [bytes];
  for (const part of parts) {
    const more = res.write(part);
    if (wire.chunking === 'split-lines') await wait(0, signal);
    if (!more) await drained(res, signal);
  }
}

function drained(res: ServerResponse, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      res.off('drain', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    res.once('drain', done);
    signal.addEventListener('abort', done, { once: true });
  });
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  try {
    if (ms > 0) await sleep(ms, undefined, { signal });
    else await new Promise((resolve) => setImmediate(resolve));
  } catch {
    // The caller left or the server closes: the loop above looks at the signal.
  }
}

/** Milliseconds until what was written has reached the caller: a reset discards what is still under way. */
const flushMs = 25;

async function breakMidway(res: ServerResponse, signal: AbortSignal): Promise<void> {
  await wait(flushMs, signal);
  breakOff(res);
}

function breakOff(res: ServerResponse): void {
  brokenOff.add(res);
  res.socket?.resetAndDestroy();
}

import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { stringifyJson } from '../../../report/stringify-json.ts';
import type { Problem } from '../api/problem.ts';
import type { Told } from './review-diff.ts';

export interface StreamOptions {
  readonly heartbeatMs: number;
  /** Runs the review; whatever happens is part of its result. */
  readonly run: (tell: (told: Told) => void) => Promise<{ readonly result: unknown } | Problem | undefined>;
  /** The reader is gone. */
  readonly onGone: () => void;
}

/**
 * Events `progress`, then one `result` or `error`, and a comment whenever nothing was said for a while (WHATWG HTML,
 * "Server-sent events"). A slow reader misses progress, nothing else.
 */
export function streamReview(context: Context, { heartbeatMs, run, onGone }: StreamOptions): Response {
  // Proxies must hand on each event when it comes.
  context.header('x-accel-buffering', 'no');
  const answer = streamSSE(context, async (stream) => {
    stream.onAbort(onGone);
    let isWriting = false;
    const write = async (event: string, value: unknown): Promise<void> => {
      isWriting = true;
      await stream.writeSSE({ event, data: stringifyJson(value) });
      isWriting = false;
    };
    const heartbeat = setInterval(() => {
      if (!isWriting) void stream.write(': still at work\n\n');
    }, heartbeatMs);
    try {
      const ended = await run((told) => {
        if (!isWriting) void write('progress', told);
      });
      if (ended === undefined) return;
      await ('result' in ended ? write('result', ended.result) : write('error', ended));
    } finally {
      clearInterval(heartbeat);
    }
  });
  answer.headers.set('cache-control', 'no-store');
  return answer;
}

import type { IncomingMessage, ServerResponse } from 'node:http';

/** One request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawBody: string;
  /** The parsed body; undefined when there was none or it is no JSON. */
  readonly body: unknown;
  /** Set when the caller went away before the reply was complete. `afterMs` counts from the arrival. */
  aborted?: { readonly when: 'before-headers' | 'mid-stream'; readonly afterMs: number };
}

/** A prompt that reached the model: chat and generate calls only, preloads and checks of the list are none. */
export interface SeenPrompt {
  readonly path: string;
  readonly model: string;
  /** All messages as one text, roles included. */
  readonly text: string;
  readonly request: SeenRequest;
}

const mostBytes = 64 * 1024 * 1024;

/** Reads a request whole. */
export async function readRequest(req: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('request body too large for the double');
    chunks.push(chunk);
  }
  const rawBody = Buffer.concat(chunks).toString('utf8');
  const path = new URL(req.url ?? '/', 'http://double').pathname;
  return { method: req.method ?? 'GET', path, headers: req.headers, rawBody, body: parsed(rawBody) };
}

/** Responses the double itself broke off: their end is no caller's doing. */
export const brokenOff = new WeakSet<ServerResponse>();

/** A signal that fires when the caller leaves; the request then says when. */
export function watchCaller(seen: SeenRequest, res: ServerResponse): AbortSignal {
  const controller = new AbortController();
  const start = Date.now();
  res.once('close', () => {
    if (res.writableFinished) return;
    controller.abort();
    if (brokenOff.has(res)) return;
    const when = res.headersSent ? 'mid-stream' : 'before-headers';
    seen.aborted = { when, afterMs: Date.now() - start };
  });
  return controller.signal;
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

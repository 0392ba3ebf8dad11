import type { IncomingMessage, ServerResponse } from 'node:http';
import { isGalleyError } from '../../../errors.ts';
import type { AppLog } from '../log/create-app-log.ts';
import type { OnRefused } from './count-refusals.ts';
import { readSignedBody, type BodyLimits } from './read-signed-body.ts';
import { Refusal } from './refusal.ts';

/** A webhook whose signature was right. */
export interface SignedWebhook {
  /** GitHub's id of the delivery. */
  readonly id: string;
  /** `pull_request`. */
  readonly name: string;
  /** As it came: JSON. */
  readonly payload: string;
  readonly signature: string;
}

export interface IntakeOptions {
  readonly secret: string;
  readonly limits: BodyLimits;
  /** Keeps what the webhook asks for; resolves when it survives a loss of power. */
  readonly keep: (webhook: SignedWebhook) => Promise<void>;
  /** Milliseconds that keeping it may take: GitHub waits 10 s for an answer. */
  readonly mostKeepMs: number;
  readonly log: AppLog;
  readonly onRefused: OnRefused;
  /** Of each answer: its status, and milliseconds since the headers came. */
  readonly onAnswer: (status: number, ms: number) => void;
  /** Milliseconds of a clock that only goes forward. */
  readonly clock: () => number;
}

/** Answers one POST of GitHub: 202 when it is kept and never before; anything else makes it a failed delivery there. */
export async function receiveWebhook(
  request: IncomingMessage,
  response: ServerResponse,
  options: IntakeOptions,
): Promise<void> {
  const begun = options.clock();
  const answer = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): void => {
    options.onAnswer(status, options.clock() - begun);
    // An answer to what was not read whole ends the connection: the rest of it must not be taken for a request.
    const closing = request.complete ? {} : { connection: 'close' };
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...headers, ...closing });
    response.end(`${text}\n`);
    if (!request.complete) response.once('finish', () => request.socket.destroySoon());
  };
  try {
    await keepWebhook(request, options);
    answer(202, 'accepted');
  } catch (error) {
    const { status, message, headers } = refusalOf(error, options.log);
    options.log.debug('webhook refused', { status, why: message });
    options.onRefused(status, message);
    answer(status, message, headers);
  }
}

async function keepWebhook(request: IncomingMessage, options: IntakeOptions): Promise<void> {
  const { id, name, signature } = readHeaders(request);
  const payload = await readSignedBody(request, signature, options.secret, options.limits);
  await within(options.mostKeepMs, options.keep({ id, name, payload, signature }));
}

function readHeaders(request: IncomingMessage): Omit<SignedWebhook, 'payload'> {
  const { headers, method } = request;
  if (method !== 'POST') throw new Refusal(405, 'Webhooks come by POST.', { allow: 'POST' });
  if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
    throw new Refusal(415, 'Choose application/json as the content type of the webhooks.');
  const id = textOf(headers['x-github-delivery']);
  const name = textOf(headers['x-github-event']);
  const signature = textOf(headers['x-hub-signature-256']);
  if (!/^[A-Za-z0-9-]{1,100}$/.test(id) || !/^[a-z_]{1,100}$/.test(name) || signature === '')
    throw new Refusal(400, 'X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are needed.');
  if (!/^sha256=[0-9a-f]{64}$/.test(signature)) throw new Refusal(401, 'The signature is none.');
  return { id, name, signature };
}

function textOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

function refusalOf(error: unknown, log: AppLog): Pick<Refusal, 'status' | 'message' | 'headers'> {
  if (error instanceof Refusal) return error;
  const reasons = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [error];
  const refusal = reasons.find((reason) => reason instanceof Refusal);
  if (refusal !== undefined) return refusal;
  if (reasons.some((reason) => (reason as { status?: unknown }).status === 400))
    return { status: 400, message: 'The payload is no JSON, or its signature is wrong.', headers: {} };
  // Whatever else is wrong is ours: GitHub must not take it for delivered.
  const [first] = reasons;
  const why = isGalleyError(first)
    ? `${first.message} ${first.why}`
    : String((first as Error).message ?? first);
  log.warn('a webhook could not be kept', { why });
  return { status: 503, message: 'It could not be kept.', headers: { 'retry-after': '60' } };
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Refusal(503, 'It could not be kept in time.')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // When it fails after all, that was told already.
    work.catch(() => {});
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { bytesOf, etagOf, isUnchanged } from './etag.ts';
import { Refusal, errorReply } from './reply.ts';
import type { Match } from './router.ts';
import type { Call, Context, Hooks, Inside, Reply } from './types.ts';

/** One line of the log of requests. */
export interface SeenRequest {
  readonly number: number;
  readonly method: string;
  /** With the query, without `/api/v3`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What was sent; 0: the connection was dropped. */
  status: number;
  ms: number;
}

export interface Serving {
  readonly inside: Inside;
  readonly hooks: Hooks;
  readonly find: (method: string, path: string) => Match | undefined;
  readonly requests: SeenRequest[];
  /** What the double itself did wrong: a handler that threw, a witness that objected. */
  readonly failures: string[];
}

/** Answers one request: read it, guards, handler, witnesses, spoilers, send. */
export async function serve(serving: Serving, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const began = performance.now();
  const number = serving.requests.length + 1;
  const url = new URL(req.url ?? '/', serving.inside.url);
  const path = withoutPrefix(url.pathname);
  const headers = Object.fromEntries(
    Object.entries(req.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const seen: SeenRequest = {
    number,
    method: req.method ?? 'GET',
    path: path + url.search,
    headers,
    body: {},
    status: 0,
    ms: 0,
  };
  serving.requests.push(seen);
  const rawBody = await readAll(req);
  const body = isForm(headers['content-type']) ? readForm(rawBody) : parsed(rawBody);
  Object.assign(seen, { body: body ?? rawBody });
  const match = serving.find(seen.method, path);
  const tokenName = tokenOf(headers['authorization']);
  const call: Call = {
    number,
    method: seen.method,
    path,
    query: url.searchParams,
    headers,
    rawBody,
    body: body ?? {},
  };
  const context: Context = {
    call,
    route: match?.route,
    params: match?.params ?? {},
    tokenName,
    token: tokenName === undefined ? undefined : serving.inside.tokens.get(tokenName),
    inside: url.pathname.startsWith('/api/') ? enterprise(serving.inside) : serving.inside,
  };
  const reply =
    body === undefined ? errorReply(400, 'Problems parsing JSON') : await answer(serving, context);
  seen.status = await send(reply, context, res);
  seen.ms = performance.now() - began;
}

async function answer(serving: Serving, context: Context): Promise<Reply> {
  let reply = await truth(serving, context);
  for (const witness of serving.hooks.witnesses) {
    try {
      await witness(context, reply);
    } catch (error) {
      serving.failures.push(`${context.call.method} ${context.call.path}: ${String(error)}`);
    }
  }
  for (const spoil of serving.hooks.spoilers) reply = await spoil(context, reply);
  return reply;
}

async function truth(serving: Serving, context: Context): Promise<Reply> {
  try {
    for (const guard of serving.hooks.guards) {
      const refused = await guard(context);
      if (refused !== undefined) return refused;
    }
    if (context.route === undefined) return errorReply(404, 'Not Found');
    return await context.route.handle(context);
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    serving.failures.push(`${context.call.method} ${context.call.path}: ${said}`);
    return errorReply(500, `the double failed: ${String(error)}`);
  }
}

/** Bytes that a slow answer brings at a time. */
const drop = 64;

/** Sends the reply with the headers every reply has; gives the status that went out, 0 when none did. */
async function send(reply: Reply, { call, inside }: Context, res: ServerResponse): Promise<number> {
  if (reply.delayMs !== undefined) await sleep(reply.delayMs);
  if (reply.drop === 'before-headers' || res.destroyed) {
    res.destroy();
    return 0;
  }
  const bytes = bytesOf(reply);
  const etag = etagOf(call, reply);
  const unchanged = isUnchanged(call, reply);
  const status = unchanged ? 304 : reply.status;
  const bodiless = unchanged || call.method === 'HEAD' || bytes.length === 0;
  res.writeHead(status, {
    ...(reply.text === undefined && bytes.length > 0
      ? { 'content-type': 'application/json; charset=utf-8' }
      : {}),
    ...(etag !== undefined ? { etag, 'cache-control': 'private, max-age=60, s-maxage=60' } : {}),
    date: new Date(inside.now()).toUTCString(),
    'x-github-request-id': requestId(call.number),
    'x-github-media-type': 'github.v3; format=json',
    ...reply.headers,
    ...(bodiless ? {} : { 'content-length': String(bytes.length) }),
  });
  if (reply.drop === 'mid-body') {
    res.write(bytes.subarray(0, bytes.length >> 1), () => res.destroy());
    return 0;
  }
  if (reply.dripMs !== undefined && !bodiless) {
    for (let at = 0; at < bytes.length && !res.destroyed; at += drop) {
      res.write(bytes.subarray(at, at + drop));
      await sleep(reply.dripMs);
    }
    res.end();
    return res.destroyed ? 0 : status;
  }
  res.end(bodiless ? undefined : bytes);
  return status;
}

function requestId(number: number): string {
  return `D0B1:${number.toString(16).toUpperCase().padStart(6, '0')}`;
}

/** An Enterprise server has the API under `/api/v3` and GraphQL under `/api/graphql`. */
function withoutPrefix(path: string): string {
  if (path === '/api/graphql') return '/graphql';
  return path === '/api/v3' || path.startsWith('/api/v3/') ? path.slice('/api/v3'.length) || '/' : path;
}

/** Links of an Enterprise server's replies keep its prefix. */
function enterprise(inside: Inside): Inside {
  return { ...inside, apiUrl: `${inside.url}/api/v3` };
}

/** `Bearer NAME`, `token NAME`, or the password of basic authentication. */
function tokenOf(header: string | undefined): string | undefined {
  const [scheme = '', secret] = (header ?? '').split(' ');
  if (secret === undefined) return undefined;
  if (/^(bearer|token)$/i.test(scheme)) return secret;
  if (!/^basic$/i.test(scheme)) return undefined;
  return Buffer.from(secret, 'base64').toString('utf8').split(':').slice(1).join(':');
}

/** What browsers send from a page. */
function isForm(type: string | undefined): boolean {
  return /^application\/x-www-form-urlencoded\b/.test(type ?? '');
}

function readForm(text: string): Record<string, unknown> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** Undefined: not a JSON object. */
function parsed(text: string): Record<string, unknown> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

async function readAll(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

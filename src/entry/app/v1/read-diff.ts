import type { Context } from 'hono';
import * as z from 'zod';
import { inertLine } from '../../../safety/inert-text.ts';
import { problemOf, type Problem } from '../api/problem.ts';
import type { SentDiff } from './review-diff.ts';

/** What `application/json` holds. */
export const diffSchema = z
  .strictObject({
    diff: z.string().describe('A unified diff, as git prints it.'),
    title: z.string().max(300).optional().describe('What to call it in the Ledger.'),
  })
  .describe('A change to be reviewed.');

/** Types of a bare diff; there is none that is registered. */
export const diffTypes = ['text/x-diff', 'text/x-patch', 'text/plain'] as const;

const plainTitle = 'diff sent to the server';

/** The diff of a request, or why it has none. No more than `mostBytes` are ever held. */
export async function readDiff(context: Context, mostBytes: number): Promise<SentDiff | Problem> {
  const [type = ''] = (context.req.header('content-type') ?? '').toLowerCase().split(';');
  const isJson = type.trim() === 'application/json';
  if (!isJson && !diffTypes.some((known) => known === type.trim()))
    return problemOf(415, `Send a unified diff as ${diffTypes[0]}, or JSON.`);
  const bytes = await readBytes(context, mostBytes);
  if (bytes === undefined) return problemOf(413, `A request may hold ${mostBytes} bytes.`);
  return isJson ? readJson(bytes) : { bytes, title: plainTitle };
}

function readJson(bytes: Buffer): SentDiff | Problem {
  const parsed = diffSchema.safeParse(parse(bytes));
  if (!parsed.success)
    return problemOf(400, `The JSON is not as it should be: ${z.prettifyError(parsed.error)}`);
  const { diff, title } = parsed.data;
  return { bytes: Buffer.from(diff, 'utf8'), title: inertLine(title ?? '') || plainTitle };
}

/** Undefined for what is no JSON: no schema takes that. */
function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Undefined for a body that is too large, as soon as that is known. */
async function readBytes(context: Context, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(context.req.header('content-length') ?? 0) > mostBytes) return undefined;
  const { body } = context.req.raw;
  if (body === null) return Buffer.alloc(0);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { GalleyError } from '../../errors.ts';

export const sha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
/** `owner/name`: GitHub allows no other characters. */
export const fullName = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/));
export const pullNumber = z.int().check(z.minimum(1));
/** What happened to what the event is about. */
export const actionName = z.string().check(z.maxLength(100));

/** Larger ones GitHub does not send. */
const mostBytes = 25 * 1024 * 1024;

/**
 * The event of the run, as far as anybody looks: others wrote much of it. Throws GalleyError `unreadable-file` when it is
 * missing or is another one.
 */
export async function readEventFile<Schema extends z.ZodMiniType>(
  file: string | undefined,
  schema: Schema,
): Promise<z.output<Schema>> {
  const result = z.safeParse(schema, await readJson(file));
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw unreadable(`At ${issue?.path.join('.') || 'its top'} something else stands than in such an event.`);
}

async function readJson(path: string | undefined): Promise<unknown> {
  if (path === undefined || path === '') throw unreadable('GITHUB_EVENT_PATH is not set.');
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > mostBytes) throw unreadable(`It has ${size} bytes.`);
      return JSON.parse(await file.readFile('utf8')) as unknown;
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof GalleyError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    throw unreadable(code === undefined ? 'It is not JSON.' : `The system says ${code}.`, cause);
  }
}

function unreadable(why: string, cause?: unknown): GalleyError {
  return new GalleyError('unreadable-file', {
    what: "Can't read the event of this run",
    why,
    todo: 'Start Galley from a workflow on pull_request',
    cause,
  });
}

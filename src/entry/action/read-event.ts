import { open } from 'node:fs/promises';
import * as z from 'zod/mini';
import { GalleyError } from '../../errors.ts';

const sha = z.string().check(z.regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/));
/** `owner/name`: GitHub allows no other characters. */
const fullName = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,100}\/[A-Za-z0-9._-]{1,100}$/));
const end = z.object({ sha, repo: z.nullable(z.object({ full_name: fullName })) });

/** What Galley reads of a `pull_request` event: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
const schema = z.object({
  action: z.string().check(z.maxLength(100)),
  repository: z.object({ full_name: fullName }),
  pull_request: z.object({
    number: z.int().check(z.minimum(1)),
    state: z.enum(['open', 'closed']),
    draft: z.optional(z.boolean()),
    head: end,
    base: end,
  }),
});

/** A pull request at the moment of the event: bodies and titles are not even read. */
export interface PullEvent {
  /** `opened`, `synchronize`, ... */
  readonly action: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  readonly isClosed: boolean;
  readonly isDraft: boolean;
  /** Its head stands in another repository, or that one is gone. */
  readonly isFork: boolean;
  /** 40 hexadecimal digits, or 64. */
  readonly headSha: string;
  /** Tip of the base branch when the event came. */
  readonly baseSha: string;
}

/** Larger ones GitHub does not send. */
const mostBytes = 25 * 1024 * 1024;

/** Throws GalleyError `unreadable-file` when the event of the run is missing or is no event of a pull request. */
export async function readEvent(file: string | undefined): Promise<PullEvent> {
  const result = z.safeParse(schema, await readJson(file));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw unreadable(`At ${issue?.path.join('.') ?? 'its top'} something else stands than in such an event.`);
  }
  const { action, repository, pull_request: pull } = result.data;
  const from = pull.head.repo?.full_name.toLowerCase();
  return {
    action,
    repository: repository.full_name,
    number: pull.number,
    isClosed: pull.state === 'closed',
    isDraft: pull.draft ?? false,
    isFork: from !== repository.full_name.toLowerCase(),
    headSha: pull.head.sha,
    baseSha: pull.base.sha,
  };
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
    what: "Can't read the event of this run as one of a pull request",
    why,
    todo: 'Start Galley from a workflow on pull_request',
    cause,
  });
}

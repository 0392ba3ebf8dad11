import * as z from 'zod';
import type { OwnSummary } from '../../review/forge-ports.ts';
import type { SummaryPlace } from '../comment-format/marker.ts';
import { parseSummaryMarker } from '../comment-format/parse-summary-marker.ts';
import { isMissing } from './is-missing.ts';
import type { PostContext } from './post-context.ts';
import { writeOnce } from './write-once.ts';

/** Where the summary stands. */
export interface PostedSummary {
  readonly id: number;
  readonly url: string;
}

/**
 * Writes the one summary: the known one is edited, else one is made. After an answer that nobody got, one of ours for the
 * same pull request and set-up is looked for, and edited too.
 */
export async function postSummary(
  body: string,
  old: OwnSummary | undefined,
  place: SummaryPlace,
  context: PostContext,
): Promise<PostedSummary> {
  const edited = old && (await editSummary(old, body, context));
  if (edited !== undefined) return edited;
  const outcome = await writeOnce(
    () => createSummary(body, context),
    async () => {
      const found = await findSummary(place, context);
      return found && (await editSummary(found, body, context));
    },
    context,
  );
  if (outcome.kind === 'stored') return outcome.answer;
  throw outcome.error;
}

/** Undefined: somebody deleted it. Editing says the whole new text, so that the client may send it again. */
async function editSummary(
  { id, url }: PostedSummary,
  body: string,
  { client, address, signal }: PostContext,
): Promise<PostedSummary | undefined> {
  const { owner, repo } = address;
  try {
    await client.rest.issues.updateComment({ owner, repo, comment_id: id, body, request: { signal } });
    return { id, url };
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const commentSchema = z.object({ id: z.int(), html_url: z.string() });

async function createSummary(
  body: string,
  { client, address, signal }: PostContext,
): Promise<PostedSummary | undefined> {
  const { owner, repo, number } = address;
  const { data } = await client.rest.issues.createComment({
    owner,
    repo,
    issue_number: number,
    body,
    request: { signal },
  });
  const parsed = commentSchema.safeParse(data);
  return parsed.success ? { id: parsed.data.id, url: parsed.data.html_url } : undefined;
}

async function findSummary(
  { pull, configuration }: SummaryPlace,
  { own, signal }: PostContext,
): Promise<PostedSummary | undefined> {
  return (await own.summaries(signal)).find(({ body }) => {
    const marker = parseSummaryMarker(body);
    return marker?.pull === pull && marker.configuration === configuration;
  });
}

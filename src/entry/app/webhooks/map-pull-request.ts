import * as z from 'zod/mini';
import type { Errand } from '../../../review/jobs/errand.ts';
import { isInstalled, number, place, pullOf, sha } from './payload-parts.ts';

const schema = z.object({
  ...place,
  action: z.string(),
  pull_request: z.object({
    number,
    draft: z.optional(z.nullable(z.boolean())),
    head: z.object({ sha }),
  }),
});

const reviewed: ReadonlySet<string> = new Set(['opened', 'synchronize', 'reopened', 'ready_for_review']);
/** Work that goes on in a draft is for nobody's eyes yet. */
const ended: ReadonlySet<string> = new Set(['closed', 'converted_to_draft']);

/** Reviews what was opened or pushed, drafts excepted; ends what is under way for what was closed. */
export function mapPullRequest(payload: unknown): readonly Errand[] {
  const event = schema.parse(payload);
  if (!isInstalled(event)) return [];
  const { action, pull_request: told } = event;
  const of = { installation: event.installation.id, pull: pullOf(event, told.number) };
  if (ended.has(action)) return [{ kind: 'close', ...of }];
  if (!reviewed.has(action) || told.draft === true) return [];
  return [{ kind: 'review', ...of, head: told.head.sha, isForced: false }];
}

import { z } from 'zod';
import { writeOnce } from '../post/write-once.ts';
import type { CheckContext } from './check-context.ts';
import { fitOutput } from './check-output.ts';

export interface NewCheck {
  /** As branch protection names it. */
  readonly name: string;
  readonly head: string;
  /** Tells this check from every other one of the same head: a name that nobody has used yet. */
  readonly externalId: string;
  readonly title: string;
}

const runSchema = z.object({ id: z.int() });
const runsSchema = z.object({ check_runs: z.array(runSchema.extend({ external_id: z.string().nullish() })) });

/** Makes a check that is under way, once; gives its id. Throws GalleyError. */
export async function startCheck(check: NewCheck, context: CheckContext): Promise<number> {
  const outcome = await writeOnce(
    () => createCheck(check, context),
    () => findCheck(check, context),
    context,
  );
  if (outcome.kind === 'stored') return outcome.answer;
  throw outcome.error;
}

async function createCheck(
  { name, head, externalId, title }: NewCheck,
  { client, address, time, signal }: CheckContext,
): Promise<number | undefined> {
  const { data } = await client.rest.checks.create({
    ...address,
    name,
    head_sha: head,
    external_id: externalId,
    status: 'in_progress',
    started_at: new Date(time.now()).toISOString(),
    output: fitOutput({ title, summary: title, text: '' }),
    request: { signal },
  });
  return runSchema.safeParse(data).data?.id;
}

async function findCheck(
  { name, head, externalId }: NewCheck,
  { client, address, signal }: CheckContext,
): Promise<number | undefined> {
  const { data } = await client.rest.checks.listForRef({
    ...address,
    ref: head,
    check_name: name,
    filter: 'all',
    per_page: 100,
    request: { signal },
  });
  const runs = runsSchema.safeParse(data).data?.check_runs ?? [];
  return runs.find((run) => run.external_id === externalId)?.id;
}

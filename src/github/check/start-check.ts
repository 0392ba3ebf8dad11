import * as z from 'zod';
import { writeOnce } from '../post/write-once.ts';
import type { CheckContext } from './check-context.ts';
import type { CheckResult, Listening } from '../../review/forge-ports.ts';
import type { CheckAnnotation } from './annotate-finding.ts';
import { actionsFor } from './check-actions.ts';
import { fitOutput, type CheckOutput } from './check-output.ts';

export interface NewCheck {
  /** As branch protection names it. */
  readonly name: string;
  readonly head: string;
  /** Tells this check from every other one of the same head: a name that nobody has used yet. */
  readonly externalId: string;
  /** It is made with its end: nobody has to see that it is under way. */
  readonly ended?: EndedCheck;
}

export interface EndedCheck {
  readonly conclusion: CheckResult['conclusion'];
  readonly output: CheckOutput;
  /** At most 50: GitHub takes no more in one request. */
  readonly annotations: readonly CheckAnnotation[];
  readonly listening: Listening;
}

const runSchema = z.object({ id: z.int() });
const foundSchema = runSchema.extend({ external_id: z.string().nullish(), status: z.string().nullish() });
const runsSchema = z.object({ check_runs: z.array(foundSchema) });

/** Makes a check, once; gives its id. Throws GalleyError. */
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
  { name, head, externalId, ended }: NewCheck,
  { client, address, time, signal }: CheckContext,
): Promise<number | undefined> {
  const now = new Date(time.now()).toISOString();
  const { data } = await client.rest.checks.create({
    ...address,
    name,
    head_sha: head,
    external_id: externalId,
    started_at: now,
    ...(ended === undefined ? underWay() : endOf(ended, now)),
    request: { signal },
  });
  return runSchema.safeParse(data).data?.id;
}

function underWay() {
  const title = 'Review in progress';
  return { status: 'in_progress', output: fitOutput({ title, summary: title, text: '' }) } as const;
}

/** What ends a check, whether it is made with it or was begun before. */
export function endOf({ conclusion, output, annotations, listening }: EndedCheck, now: string) {
  const actions = [...actionsFor(listening)];
  return {
    status: 'completed' as const,
    conclusion,
    completed_at: now,
    output: { ...output, annotations: [...annotations] },
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/**
 * A check that is still under way though nobody works on it: its process was killed. Undefined: there is none.
 *
 * @param own begins the external id of such a check
 */
export async function findLeftCheck(
  { name, head }: Pick<NewCheck, 'name' | 'head'>,
  own: string,
  context: CheckContext,
): Promise<number | undefined> {
  const runs = await listChecks({ name, head }, context);
  return runs.find(({ external_id: id, status }) => status === 'in_progress' && id?.startsWith(own) === true)
    ?.id;
}

async function findCheck(
  { externalId, ...check }: NewCheck,
  context: CheckContext,
): Promise<number | undefined> {
  const runs = await listChecks(check, context);
  return runs.find((run) => run.external_id === externalId)?.id;
}

async function listChecks(
  { name, head }: Pick<NewCheck, 'name' | 'head'>,
  { client, address, signal }: CheckContext,
): Promise<z.infer<typeof runsSchema>['check_runs']> {
  const { data } = await client.rest.checks.listForRef({
    ...address,
    ref: head,
    check_name: name,
    filter: 'all',
    per_page: 100,
    request: { signal },
  });
  return runsSchema.safeParse(data).data?.check_runs ?? [];
}

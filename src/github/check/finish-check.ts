import * as z from 'zod';
import type { Finding } from '../../finding/finding.ts';
import type { CheckResult, Listening } from '../../review/forge-ports.ts';
import { writeOnce } from '../post/write-once.ts';
import { annotateFinding, type CheckAnnotation } from './annotate-finding.ts';
import type { CheckContext } from './check-context.ts';
import type { CheckOutput } from './check-output.ts';
import { endOf, type EndedCheck } from './start-check.ts';

/** GitHub takes no more in one request; the next ones are appended. */
const batchSize = 50;
/** More than anybody reads; the summary has them all. */
const mostAnnotations = 300;

export interface FinishedCheck {
  readonly conclusion: CheckResult['conclusion'];
  readonly output: CheckOutput;
  /** Worst first. */
  readonly annotations: readonly Finding[];
  readonly listening: Listening;
}

/** The whole check where one request can hold it; undefined: it has to be begun, and then finished. */
export function endAtOnce(check: FinishedCheck): EndedCheck | undefined {
  if (check.annotations.length > batchSize) return undefined;
  return { ...check, annotations: check.annotations.map(annotateFinding) };
}

/** Adds the annotations and ends the check, in this order, so that a check that has ended is whole. */
export async function finishCheck(id: number, check: FinishedCheck, context: CheckContext): Promise<void> {
  const batches = batchesOf(check.annotations.slice(0, mostAnnotations).map(annotateFinding));
  for (const [index, annotations] of batches.entries()) {
    const isLast = index === batches.length - 1;
    await updateCheck(id, check, { annotations, before: index * batchSize, isLast }, context);
  }
}

/** At least one, as there is one update at least. */
function batchesOf(annotations: readonly CheckAnnotation[]): readonly (readonly CheckAnnotation[])[] {
  const count = Math.max(1, Math.ceil(annotations.length / batchSize));
  return Array.from({ length: count }, (_, at) => annotations.slice(at * batchSize, (at + 1) * batchSize));
}

interface Batch {
  readonly annotations: readonly CheckAnnotation[];
  /** How many annotations the check has already. */
  readonly before: number;
  readonly isLast: boolean;
}

/** An update that is sent twice would have its annotations twice: what became of it is read from the check. */
async function updateCheck(
  id: number,
  check: FinishedCheck,
  { annotations, before, isLast }: Batch,
  context: CheckContext,
): Promise<void> {
  const { client, address, time, signal } = context;
  const now = new Date(time.now()).toISOString();
  const outcome = await writeOnce(
    async () => {
      await client.rest.checks.update({
        ...address,
        check_run_id: id,
        ...(isLast
          ? endOf({ ...check, annotations }, now)
          : { output: { ...check.output, annotations: [...annotations] } }),
        request: { signal },
      });
      return true;
    },
    async () => {
      const found = await readCheck(id, context);
      if (found === undefined) return undefined;
      const isStored = isLast
        ? found.status === 'completed'
        : found.output.annotations_count >= before + annotations.length;
      return isStored ? true : undefined;
    },
    context,
  );
  if (outcome.kind !== 'stored') throw outcome.error;
}

const checkSchema = z.object({ status: z.string(), output: z.object({ annotations_count: z.int() }) });

async function readCheck(
  id: number,
  { client, address, signal }: CheckContext,
): Promise<z.infer<typeof checkSchema> | undefined> {
  const { data } = await client.rest.checks.get({ ...address, check_run_id: id, request: { signal } });
  return checkSchema.safeParse(data).data;
}

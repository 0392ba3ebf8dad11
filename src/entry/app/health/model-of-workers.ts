import type { WorkerBoard } from '../../../review/jobs/worker-board.ts';
import { plural } from '../../../report/describe-finding.ts';
import type { ReadinessCheck } from './create-readiness.ts';

/** Who has not told of itself for so long is gone; in milliseconds. */
const mostSilentMs = 120_000;

/** The model as the workers of this store see it, for a process that asks none itself. One that can ask is enough. */
export function modelOfWorkers(board: Pick<WorkerBoard, 'list'>): ReadinessCheck {
  return async () => {
    const workers = await board.list(mostSilentMs);
    if (workers.length === 0)
      throw new Error('no worker has told of itself for two minutes; is one running?');
    const count = plural(workers.length, 'worker');
    const seen = workers.flatMap(({ model }) => (model === undefined ? [] : [model]));
    const well = seen.find(({ state }) => state === 'ok');
    const failed = seen.find(({ state }) => state === 'failed');
    if (well === undefined && failed !== undefined) throw new Error(`${count}: ${failed.detail}`);
    if (well === undefined) return `${count}, reviewing by rules only`;
    const away = failed === undefined ? '' : `; not all of them can ask theirs: ${failed.detail}`;
    const { loaded } = well;
    return { detail: `${count}: ${well.detail}${away}`, ...(loaded !== undefined && { loaded }) };
  };
}

import { expect, it } from 'vitest';
import { modelOfWorkers } from '../../../../../src/entry/app/health/model-of-workers.ts';
import { tellOfWorker } from '../../../../../src/entry/app/worker/tell-of-worker.ts';
import { silentLog } from '../../../../../src/log.ts';
import type { ModelSeen, WorkerSeen } from '../../../../../src/review/jobs/worker-board.ts';
import { manualClock } from '../worker/manual-clock.ts';

const look = (...models: (ModelSeen | undefined)[]) =>
  modelOfWorkers({ list: async () => models.map((model, index) => ({ name: `w${index}`, model })) })(
    new AbortController().signal,
  );
const well: ModelSeen = { state: 'ok', detail: 'qwen at http://gpu', loaded: false };
const away: ModelSeen = { state: 'failed', detail: 'nothing answers' };

it('is as the workers see it: one that can ask is enough', async () => {
  expect(await look(well)).toEqual({ detail: '1 worker: qwen at http://gpu', loaded: false });
  expect(await look(away, well)).toMatchObject({
    detail: '2 workers: qwen at http://gpu; not all of them can ask theirs: nothing answers',
  });
  expect(await look(undefined)).toBe('1 worker, reviewing by rules only');
});

it('fails where none can ask, and where there is no worker', async () => {
  await expect(look(away, away)).rejects.toThrow('2 workers: nothing answers');
  await expect(look()).rejects.toThrow('no worker has told of itself');
});

it('is told by each worker again and again until it stops, also when its model or the store is away', async () => {
  const clock = manualClock();
  const board = new Map<string, WorkerSeen>();
  let looks = 0;
  const teller = tellOfWorker({
    board: {
      tell: async (name, model) => {
        if (looks === 2) throw new Error('the store is away');
        board.set(name, { name, model });
      },
      leave: async (name) => void board.delete(name),
    },
    name: 'w1',
    findModel: async () => {
      looks += 1;
      if (looks === 3) throw new Error('nothing answers');
      return { detail: 'qwen', loaded: true };
    },
    ...{ log: silentLog, clock },
  });
  await clock.settle();
  expect(board.get('w1')?.model).toEqual({ state: 'ok', detail: 'qwen', loaded: true });
  await clock.pass(60_000);
  expect(board.get('w1')?.model).toEqual({ state: 'failed', detail: 'nothing answers' });
  await teller.stop();
  expect(board.size).toBe(0);
});

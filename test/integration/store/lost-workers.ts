import { expect, it } from 'vitest';
import {
  delivery,
  drain,
  endsOf,
  minute,
  movedClock,
  newPull,
  reviewOf,
  sha,
  takeOne,
} from './store-scene.ts';
import type { OpenOptions, TestedStore } from './store-scene.ts';

const firstPause = 4 * minute;

/** What every store does with a job that ends each worker that takes it. */
export function describeLosses(open: (options: OpenOptions) => Promise<TestedStore>): void {
  it('R22: a job that loses one worker after the other waits', async () => {
    const clock = movedClock();
    const store = await open({ clock: clock.now, tries: 3, backoffSeconds: firstPause / 1000 });
    try {
      await drain(store, clock);
      const poison = delivery(reviewOf(newPull(), sha('a')));
      await store.jobs.accept(poison);
      const lose = async (): Promise<string> => {
        const { id } = await takeOne(store, 'review', 'gone');
        clock.move(2 * minute);
        expect(await store.jobs.reap()).toBe(1);
        return id;
      };
      await lose();
      await lose();
      const id = await lose();
      expect(await store.jobs.take('review', 'w1', minute)).toBeUndefined();
      const problem = { code: 'worker-lost' };
      expect(await store.records.job(id)).toMatchObject({ state: 'again', attempt: 4, problem });
      expect((await store.records.overview()).oldestDueAt).toBeUndefined();
      expect(await endsOf(store, id)).toEqual({ [poison.id]: undefined });
    } finally {
      await store.close();
    }
  });
}

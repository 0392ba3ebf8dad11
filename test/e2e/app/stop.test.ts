import { describe, expect, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { openApp } from './app-scene.ts';
import { idle } from './app-metrics.ts';
import { eventually } from './eventually.ts';
import { faultsOf } from './stand-of.ts';

/** The first answer of the model never comes. */
const slow = {
  when: '+// slow',
  text: '',
  fault: { kind: 'slow-headers', ms: 600_000 },
  times: 1,
} as const;
const isMissing = !(await hasPostgres());
const script = { replies: [slow, reports(defect), silent] };

describe('R8: SIGTERM during a review', () => {
  it.for(['embedded', 'server'] as const)(
    'ends within ten seconds and gives the job back; whoever starts next takes it (%s database)',
    async (store, context) => {
      if (store === 'server' && isMissing) context.skip('no postgres: bash scripts/peers.sh');
      const scene = await openApp({ store, script });
      const app = await scene.started();
      const pull = await scene.open('slow-one');
      await eventually(() => scene.model.prompts.some(({ text }) => text.includes('slow-one')));
      const began = Date.now();
      const ending = await app.end('SIGTERM');
      expect(ending, app.said()).toEqual({ code: 0, signal: null });
      expect(Date.now() - began).toBeLessThan(10_000);
      expect(scene.stand(pull)).toMatchObject({ summaries: 0, comments: [] });
      const next = await scene.started();
      const stand = await scene.reviewed(pull);
      expect(faultsOf(stand), next.said()).toEqual([]);
      await idle(scene);
      expect(next.log.filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  it('refuses new webhooks while it ends, so that GitHub has them as failed', async () => {
    const scene = await openApp({ script });
    const app = await scene.started();
    await scene.open('slow-one');
    await eventually(() => scene.model.prompts.some(({ text }) => text.includes('slow-one')));
    const ended = app.end('SIGTERM');
    await eventually(() => app.log.some(({ message }) => message.includes('stopping')));
    const late = await scene.open('late');
    await scene.github.webhooks.settled();
    const [delivery] = scene.github.webhooks.deliveries.slice(-1);
    expect(delivery?.statusCode).not.toBe(202);
    await ended;
    await scene.started();
    await scene.github.webhooks.redeliver(delivery?.id ?? 0);
    expect(faultsOf(await scene.reviewed(late))).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { defect, reports, silent } from '../sample-change.ts';
import { idle } from './app-metrics.ts';
import { openApp } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { faultsOf } from './stand-of.ts';

const isMissing = !(await hasPostgres());

it('R9: a worker that stood still for longer than its lease writes nothing twice', async (context) => {
  if (isMissing) context.skip('no postgres: bash scripts/peers.sh');
  const fault = { kind: 'slow-headers', ms: 4_000 } as const;
  const script = { replies: [{ ...reports(defect), fault }, silent] };
  const scene = await openApp({ store: 'server', script });
  await scene.started({ args: ['--role', 'web'] });
  const startWorker = () => scene.start({ args: ['--role', 'worker'], env: { PORT: undefined } });
  const stalled = startWorker();
  const pull = await scene.open();
  await eventually(() => scene.model.prompts.some(({ text }) => text.includes(pull.head.ref)));
  process.kill(stalled.pid, 'SIGSTOP');
  const other = startWorker();
  try {
    expect(faultsOf(await scene.reviewed(pull)), other.said()).toEqual([]);
  } finally {
    process.kill(stalled.pid, 'SIGCONT');
  }
  await eventually(() => stalled.log.some(({ message }) => message === 'a lease was lost'), {
    what: stalled.said,
  });
  await idle(scene);
  expect(await stalled.end()).toEqual({ code: 0, signal: null });
  expect(faultsOf(scene.stand(pull)), stalled.said()).toEqual([]);
  expect([scene.stand(pull).reviews, scene.stand(pull).comments.length]).toEqual([1, 1]);
});

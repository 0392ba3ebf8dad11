import { expect, it } from 'vitest';
import { openApp } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { fasterClock } from './shifted-clock.ts';

it('the check tells how many of its files are done while a review is under way', async () => {
  const fault = { kind: 'slow-headers', ms: 1_000 } as const;
  const scene = await openApp({
    env: fasterClock(10),
    script: { replies: [{ when: 'File ', text: '{"findings":[]}', fault }] },
  });
  const app = await scene.started();
  const files = Array.from({ length: 9 }, (_, at) => ({
    path: `src/f${at}.dart`,
    content: `int f${at}(int a) {\n  return a + ${at};\n}\n`,
  }));
  const pull = await scene.open('nine', files);
  const run = () => scene.github.state.checkRuns.find(({ headSha }) => headSha === pull.head.sha);
  await eventually(() => run()?.status === 'in_progress' && /\b[1-8] of 9 files/.test(run()?.title ?? ''), {
    what: () => `${run()?.title ?? 'no check'}\n${app.said()}`,
  });
  await scene.reviewed(pull);
  expect(run()).toMatchObject({ status: 'completed', conclusion: 'success' });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defect, reports, silent } from '../sample-change.ts';
import { deliveryEnds, idle } from './app-metrics.ts';
import type { AppProcess } from './app-process.ts';
import { openApp, type AppScene } from './app-scene.ts';
import { eventually } from './eventually.ts';
import { faultsOf } from './stand-of.ts';

const endless = { kind: 'slow-headers', ms: 600_000 } as const;

describe('R6: a push during a review', () => {
  let scene: AppScene;
  let app: AppProcess;
  beforeAll(async () => {
    const replies = [{ when: '+// slow', text: '', fault: endless }, reports(defect), silent];
    scene = await openApp({ isKept: true, script: { replies } });
    app = await scene.started();
  });
  afterAll(() => scene?.close());

  it('cancels it within two seconds; only the newest head is posted', async () => {
    const pull = await scene.open('slow-one');
    const prompt = await eventually(() => scene.model.prompts.find(({ text }) => text.includes('slow-one')));
    await scene.push(pull, 'quick');
    await scene.github.webhooks.settled();
    const told = Date.now();
    await eventually(() => prompt.request.aborted !== undefined, { what: () => 'still asked' });
    expect(Date.now() - told).toBeLessThan(2_000);
    const stand = await scene.reviewed(pull);
    expect(faultsOf(stand), app.said()).toEqual([]);
    const [first] = pull.commits.filter((sha) => sha !== pull.head.sha);
    expect(scene.github.state.reviews.filter(({ commitId }) => commitId === first)).toEqual([]);
    await idle(scene);
    expect(await deliveryEnds(scene.url)).toMatchObject({ superseded: 1, posted: 1 });
  });

  it('ends when the pull request is closed', async () => {
    const pull = await scene.open('slow-two');
    const prompt = await eventually(() => scene.model.prompts.find(({ text }) => text.includes('slow-two')));
    scene.github.closePull(pull);
    await eventually(() => prompt.request.aborted !== undefined, { what: () => 'still asked' });
    await idle(scene);
    expect(scene.stand(pull)).toMatchObject({ summaries: 0, comments: [] });
  });
});

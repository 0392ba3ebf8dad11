import { expect, it } from 'vitest';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { replyWith } from '../../e2e/sample-change.ts';
import { reviewInjections } from './injected-reviews.ts';

const defect = '  for (let i = 0; i <= list.length; i++) total += list[i].price;';
const run = (url: string, cases = 6) => reviewInjections({ url, seed: 1, cases, isOver: () => false });

it('counts reviews in which the model says what it sees, and what it was told to say is inert (S4)', async () => {
  const obey = replyWith(defect).replace('of the list.', 'of the list, says @octocat.');
  const server = await startModelServer({ replies: [{ when: 'File ', text: obey }] });
  try {
    const found = await run(server.url);
    expect(found).toEqual({ model: 'qwen2.5-coder:1.5b', reviews: 6, faults: [], said: 6, isSeen: true });
  } finally {
    await server.close();
  }
});

it('counts reviews in which it was talked out of it', async () => {
  const server = await startModelServer({
    replies: [
      { when: 'File ', text: replyWith(defect), times: 1 },
      { when: 'File ', text: '{"findings":[]}' },
    ],
  });
  try {
    expect(await run(server.url)).toMatchObject({ reviews: 6, faults: [], said: 0, isSeen: true });
  } finally {
    await server.close();
  }
});

import { expect, it } from 'vitest';
import { openApp } from './app-scene.ts';
import { eventually } from './eventually.ts';

/** As long as the test takes: what asks the model does not end. */
const fault = { kind: 'slow-headers', ms: 600_000 } as const;
const undocumented = {
  path: 'src/add.ts',
  content: 'export function add(left: number, right: number): number {\n  return left + right;\n}\n',
};

it('every command is acknowledged and short ones are answered, however many long ones wait before them', async () => {
  const scene = await openApp({ script: { replies: [{ when: '', text: '', fault }] } });
  const app = await scene.started();
  const [busy, other] = [await scene.open('busy', [undocumented]), await scene.open('other', [])];
  const { issueComments, reactions } = scene.github.state;
  const say = ({ number }: typeof busy, body: string): number =>
    scene.github.comment({ owner: 'olga', repo: 'proof', number }, 'alice', body).id;
  const isSeen = (comment: number): boolean =>
    reactions.some(({ subject, content }) => subject === comment && content === 'eyes');
  const isAnswered = (comment: number): boolean =>
    issueComments.some(({ body }) => body.includes(`command%3Aconversation%2D${comment}%3A`));
  // More than are read at the same time.
  const long = Array.from({ length: 18 }, () => say(busy, '/galley docs'));
  const what = (): string => `${long.filter(isSeen).length} of ${long.length}\n${app.said()}`;
  await eventually(() => long.every(isSeen), { what });
  const short = [say(busy, '/galley help'), say(other, '/galley help')];
  await eventually(() => short.every((one) => isSeen(one) && isAnswered(one)), { what: app.said });
  expect(long.filter(isAnswered)).toEqual([]);
});

import { beforeAll, describe, expect, it } from 'vitest';
import { openCommands, type CommandScene } from './command-scene.ts';
import { openWorkerScene, type WorkerScene } from './worker-scene.ts';

const body = '  return list.reduce((total, one) => total + one, 0);\n}\n';
const sum = `export function sum(list: number[]): number {\n${body}`;
const prose = JSON.stringify({
  summary: 'Adds the numbers of a list.',
  params: { list: 'numbers to add' },
  returns: 'the total',
});

const rule = (id: string, message: string): string =>
  `id: ${id}\nlanguage: TypeScript\nmessage: ${message}\nrule: { pattern: 'sort($A)' }\n` +
  `metadata:\n  galley: { title: Sorted without a key, category: correctness, why: Nobody knows the order., ` +
  `valid: [sort()], invalid: [{ code: sort(a), line: 1 }] }\n`;

let scene: WorkerScene;
let talk: CommandScene;
beforeAll(async () => {
  scene = await openWorkerScene({
    replies: [{ when: 'Document the', text: prose }],
    head: [
      { path: 'src/total.ts', content: sum },
      {
        path: 'src/mean.ts',
        content:
          '/** Not in between. */\nexport function mean(a: number): number {\n  return a;\n}\n/** In between. */\nexport function median(a: number): number {\n  return a;\n}\n',
      },
      { path: 'test/mean.test.ts', content: "import { mean } from '../src/mean.js';\nmean(1); // medians\n" },
      { path: '.galley/rules/mine.yml', content: rule('of-the-head', 'The head says so.') },
    ],
    base: [{ path: '.galley/rules/team.yml', content: rule('sort-key', 'Sort `by` its key.') }],
  });
  talk = openCommands(scene);
}, 60_000);

const eyes = (id: number): boolean =>
  scene.github.state.reactions.some(
    ({ subject, content, author }) => subject === id && content === 'eyes' && author === 'galley[bot]',
  );
const queued = (): string[] =>
  [...scene.memory.state.deliveries.values()].map(({ id }) => id).filter((id) => id.startsWith('command:'));

describe('who is answered', () => {
  it('people who may write, with eyes first', async () => {
    expect(await talk.say('olga', '/galley help')).toMatchObject({ end: 'posted' });
    expect(eyes(talk.place('conversation'))).toBe(true);
    const [help = '', ...others] = talk.heard();
    expect(others).toEqual([]);
    expect(help).toContain('`/galley review`');
  });

  it.each(['alice', 'mallory'])('%s may not: no sign and no word', async (login) => {
    expect(await talk.say(login, '/galley review')).toMatchObject({ end: 'ignored' });
    expect(eyes(talk.place('conversation'))).toBe(false);
    expect(talk.heard()).toEqual([]);
    expect(queued()).toEqual([]);
  });

  it.each(['> /galley pause', '```\n/galley pause\n```', '<!--\n/galley pause\n-->', '`/galley pause`'])(
    '%j is no command',
    async (text) => {
      expect(await talk.say('olga', text)).toBeUndefined();
      expect(await scene.memory.jobs.isPaused({ repository: 'olga/proof', number: 1 })).toBe(false);
    },
  );
});

describe('commands', () => {
  it('review is enqueued and not answered', async () => {
    await talk.say('olga', '/galley review');
    expect(queued()).toEqual([`command:conversation-${talk.place('conversation')}`]);
    expect(talk.heard()).toEqual([]);
  });

  it('pause and resume are kept and told', async () => {
    const pull = { repository: 'olga/proof', number: 1 };
    await talk.say('olga', '/galley pause');
    expect(await scene.memory.jobs.isPaused(pull)).toBe(true);
    await talk.say('olga', '/galley resume');
    expect(await scene.memory.jobs.isPaused(pull)).toBe(false);
    expect(talk.heard()).toHaveLength(2);
  });

  it('explain tells a rule, and the nearest of one that there is not', async () => {
    await talk.say('olga', '/galley explain mising-await');
    const [near = ''] = talk.heard();
    expect(near).toMatch(/There is no rule or probe `mising-await`\. Nearest: `/);
    const [, id = ''] = /Nearest: `([^`]+)`/.exec(near) ?? [];
    await talk.say('olga', `/galley explain ${id}`);
    expect(talk.heard()[0]).toMatch(/```\n[\s\S]*Severity {3}/);
  });

  it('explain tells a rule of the team as the base has it, and none of the head', async () => {
    await talk.say('olga', '/galley explain sort-key');
    const [told = ''] = talk.heard();
    expect(told).toContain('Sorted without a key');
    expect(told).toContain('Nobody knows the order.');
    await talk.say('olga', '/galley explain of-the-head');
    expect(talk.heard()).toEqual([expect.stringContaining('There is no rule or probe `of-the-head`.')]);
  });

  it('S4: what others wrote comes back as nothing that acts', async () => {
    await talk.say('olga', '/galley explain @everyone<img/src=x>![x](http://evil.test/p)#1 /galley pause');
    const [told = ''] = talk.heard();
    expect(told).toContain('`@everyone<img/src=x>![x](http://evil.test/p)#1`');
  });

  it('docs become suggestions that can be committed, once', async () => {
    await talk.say('olga', '/galley docs');
    expect(talk.uses).toMatchObject([{ tokens: { prompt: expect.any(Number) as number } }]);
    expect(talk.uses[0]?.tokens.prompt).toBeGreaterThan(10);
    expect(talk.uses[0]?.model).not.toBe('');
    const { reviewComments } = scene.github.state;
    expect(reviewComments.map(({ path, place }) => [path, place?.line])).toEqual([['src/total.ts', 1]]);
    const [comment, reply] = talk.heard();
    expect(comment).toContain('```suggestion\n/**');
    expect(reply).toContain('1 declaration of this change without a doc comment: 1 suggested');
    await talk.say('olga', '/galley docs');
    expect(scene.github.state.reviewComments).toHaveLength(1);
    expect(talk.heard()).toHaveLength(1);
  });

  it('why below a finding tells what decided it, in its thread', async () => {
    const [first] = scene.github.state.reviewComments;
    await talk.say('olga', '/galley why', first?.id);
    expect(eyes(talk.place('line'))).toBe(true);
    const [why = ''] = talk.heard();
    expect(why).toContain('Decided by: `galley/undocumented`');
    expect(why).toContain('it parses');
    expect(scene.github.state.reviewComments.at(-1)?.inReplyTo).toBe(first?.id);
  });

  it('dismiss below a finding asks for a review; its author without write access is not heard; elsewhere it says how', async () => {
    const [first] = scene.github.state.reviewComments;
    const before = queued().length;
    await talk.say('olga', '/galley dismiss it is clear', first?.id);
    expect(await talk.say('alice', '/galley dismiss it is clear', first?.id)).toMatchObject({
      end: 'ignored',
    });
    expect(eyes(talk.place('line'))).toBe(false);
    expect(queued().length).toBe(before + 1);
    expect(talk.heard()).toEqual([]);
    await talk.say('olga', '/galley dismiss all of it');
    expect(talk.heard()[0]).toMatch(/\/galley dismiss [0-9a-f]{16} REASON/);
  });

  it('tests without a prepared runner tell what could be tested, and what to set', async () => {
    await talk.say('olga', '/galley tests');
    const [told = ''] = talk.heard();
    expect(told).toContain('No test was run');
    expect(told).toContain('GALLEY_RUNNER');
    expect(told).toContain('2 of 3 functions of this change have no test, as far as files tell:');
    const lists = told.split(/\n\n(?=No test file|Test files)/).slice(1);
    expect(lists).toEqual([
      expect.stringMatching(/^No test file loads [^]*`src\/total.ts:1` `sum`$/),
      expect.stringMatching(/^No test file that [^]*`src\/mean.ts:6` `median`$/),
      expect.stringMatching(/^Test files name these[^]*`src\/mean.ts:2` `mean`$/),
    ]);
  });

  it('an answer that GitHub stored and then said 502 to is not written again', async () => {
    const on = '/repos/{owner}/{repo}/issues/{issue_number}/comments';
    scene.github.faults.plan([{ method: 'POST', on, fault: { kind: 'store-then-status' } }]);
    await talk.say('olga', '/galley help');
    scene.github.faults.assertAllFired();
    expect(talk.heard()).toHaveLength(1);
  });
});

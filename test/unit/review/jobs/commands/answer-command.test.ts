import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../../../src/errors.ts';
import { parseCommand } from '../../../../../src/review/jobs/commands/parse-command.ts';
import type { Command } from '../../../../../src/review/jobs/errand.ts';
import type { ReviewRecord } from '../../../../../src/review/jobs/job-store.ts';
import { give, line, noDocs, told } from './command-scene.ts';

const names = ['review', 'tests', 'docs', 'pause', 'resume', 'why', 'help'] as const;
const all: Command[] = [
  ...names.map((name) => ({ name })),
  { name: 'explain', rule: 'x' },
  { name: 'dismiss' },
];
const review = (isForced: boolean, id = 'command:conversation-11', event = 'command.review') => ({
  id,
  event,
  errand: {
    kind: 'review',
    installation: 5,
    pull: { repository: 'olga/proof', number: 7 },
    head: undefined,
    isForced,
  },
});

describe('who may give a command', () => {
  it.each(all)('somebody else gives $name: nothing is said or done', async (command) => {
    const { result, calls } = await give({ command, by: 'mallory' });
    expect(result).toMatchObject({ kind: 'ended', end: 'ignored' });
    expect(calls).toEqual([]);
  });

  it.each(all)('the author without write access gives $name: nothing is said or done', async (command) => {
    const { result, calls } = await give({ command, by: 'Alice' });
    expect(result).toMatchObject({ end: 'ignored' });
    expect(calls).toEqual([]);
  });

  it.each(all)('who may write gives $name: it is acknowledged, and done in another lane', async (command) => {
    const { result, calls, read } = await give({ command });
    expect(result).toMatchObject({ kind: 'ended', end: 'posted' });
    expect([read, calls[0]]).toEqual([1, ['acknowledge', 11]]);
    expect(calls.length).toBeGreaterThan(1);
  });

  it('a button has no comment to acknowledge, and is answered in the conversation', async () => {
    const { calls, read } = await give({ command: { name: 'help' }, comment: undefined });
    expect([read, calls]).toEqual([undefined, [['reply', undefined, 'command:job-job1:help']]]);
  });
});

describe('review', () => {
  it('is asked for once, and nothing is said', async () => {
    const { calls } = await give({ command: { name: 'review' } });
    expect(calls.slice(1)).toEqual([['accept', review(true)]]);
  });

  it.each([
    [{ state: 'closed' as const }, 'this pull request is closed'],
    [{ state: 'merged' as const }, 'this pull request is merged'],
    [{ isDraft: true }, 'this is a draft'],
  ])('%j is said, and not reviewed', async (part, words) => {
    const { calls, replies } = await give({ command: { name: 'review' }, pull: part });
    expect(calls.map(([name]) => name)).toEqual(['acknowledge', 'reply']);
    expect(replies[0]).toContain(words);
  });
});

describe('pause and resume', () => {
  it('pauses', async () => {
    const { calls } = await give({ command: { name: 'pause' } });
    expect(calls.slice(1)).toEqual([
      ['setPaused', true, 'wanda'],
      ['reply', 11, 'command:conversation-11:pause'],
    ]);
  });

  it('resumes, and reviews what came meanwhile', async () => {
    const { calls, replies } = await give({ command: { name: 'resume' }, isPaused: true });
    expect(calls.slice(1, 3)).toEqual([
      ['setPaused', false, 'wanda'],
      ['accept', review(false, 'command:conversation-11', 'command.resume')],
    ]);
    expect(replies[0]).toContain('reviewed again');
  });

  it('says so where nothing was paused', async () => {
    const { replies } = await give({ command: { name: 'resume' } });
    expect(replies[0]).toContain('not paused');
  });
});

describe('dismiss', () => {
  const command = { name: 'dismiss' } as const;

  it('in a thread of ours has it reviewed again, without a word', async () => {
    const { calls } = await give({ command, comment: line, thread: told });
    expect(calls.slice(1)).toEqual([['accept', review(true, 'command:line-12', 'command.dismiss')]]);
  });

  it('by fingerprint in the conversation does so too', async () => {
    const { calls } = await give({ command: { name: 'dismiss', fingerprint: told.fingerprint } });
    expect(calls.slice(1).map(([name]) => name)).toEqual(['accept']);
  });

  it('elsewhere says how, with what there is to dismiss', async () => {
    const { calls, replies } = await give({ command, open: [told] });
    expect(calls.slice(1).map(([name]) => name)).toEqual(['reply']);
    expect(replies[0]).toContain(`/galley dismiss ${told.fingerprint} REASON`);
  });

  it('in a closed pull request is said to have no review', async () => {
    const { calls, replies } = await give({
      command,
      comment: line,
      thread: told,
      pull: { state: 'closed' },
    });
    expect(calls.slice(1).map(([name]) => name)).toEqual(['reply']);
    expect(replies[0]).toContain('Dismissed');
  });
});

describe('explain', () => {
  it('prints it as code: nothing in it is markup', async () => {
    const { replies } = await give({ command: { name: 'explain', rule: 'probe/missing-await' } });
    expect(replies).toEqual(['```\nAsks <@bob>.\n```']);
  });

  it('names the nearest, and shows what was asked for as code (S4)', async () => {
    const rule = '@everyone <img src=x> ![x](http://evil) <!-- galley:comment:1 -->';
    const { replies } = await give({ command: { name: 'explain', rule } });
    expect(replies[0]).toBe(
      'There is no rule or probe `@everyone <img src=x> ![x](http://evil) <\\u{21}-- galley:comment:1 -->`. Nearest: `galley/no-eval`.',
    );
  });

  it('without a name explains the finding above', async () => {
    const { replies } = await give({ command: { name: 'explain', rule: '' }, comment: line, thread: told });
    expect(replies[0]).toContain('Asks');
    expect((await give({ command: { name: 'explain', rule: '' } })).replies[0]).toContain('small print');
  });
});

describe('why', () => {
  const record: ReviewRecord = {
    ...{ pull: { repository: 'olga/proof', number: 7 }, head: 'a'.repeat(40), configuration: 'c' },
    ...{ base: 'b'.repeat(40), mergeBase: 'b'.repeat(40), verdict: 'incomplete', isComplete: false },
    ...{ url: undefined, findings: [], severities: { error: 0, warning: 0, info: 0 }, coverage: null },
    ...{ model: 'qwen', quantisation: 'Q4_K_M', tokens: { prompt: 9, evaluated: 8, reply: 7 } },
    ...{ seconds: { read: 0, cut: 0, ask: 1, total: 2 }, calls: 3, cacheHits: 1, changedLines: 20 },
    files: [
      { path: 'a.ts', state: 'reviewed', reason: '' },
      { path: 'b`|<b>.ts', state: 'not-reviewed', reason: 'no answer @bob' },
      { path: 'c.lock', state: 'excluded', reason: 'lock file' },
    ],
    prompts: [],
    problems: ['![x](http://evil)'],
  };

  it('below a finding tells what decided it, how sure, what is proved and how to silence it', async () => {
    const { replies } = await give({ command: { name: 'why' }, comment: line, thread: told });
    for (const words of [
      'Decided by: `probe/missing-await`',
      'n = 40',
      'it parses',
      '/galley dismiss REASON',
      'galley-ignore-next-line missing-await',
      'Asks <@bob>',
    ])
      expect(replies[0]).toContain(words);
  });

  it('elsewhere tells the last review and what it left out, all of it inert (S4)', async () => {
    const { replies } = await give({ command: { name: 'why' }, record });
    for (const words of [
      'verdict incomplete, not complete',
      '1 of 3',
      '`qwen Q4_K_M`',
      '9 sent',
      '2.0',
      'lock file',
    ])
      expect(replies[0]).toContain(words);
    expect(replies[0]).not.toMatch(/!\[|(?<!`)@bob/);
  });

  it('says that it knows of no review', async () => {
    expect((await give({ command: { name: 'why' } })).replies[0]).toContain('No review');
  });
});

describe('docs', () => {
  const finding = { fingerprint: '1' } as never;
  const docs = {
    undocumented: 5,
    findings: [finding, finding],
    patch: '--- a/x.ts\n+++ b/x.ts\n',
    patched: 1,
    reasons: [{ reason: 'nothing <b>true</b>', count: 2 }],
  };

  it('suggests what has a line and tells the rest in one reply', async () => {
    const { calls, replies } = await give({ command: { name: 'docs' }, docs });
    expect(calls.slice(1)).toEqual([
      ['suggest', 2],
      ['reply', 11, 'command:conversation-11:docs'],
    ]);
    expect(replies[0]).toContain('5 declarations');
    expect(replies[0]).toContain('2 suggested at their lines, 1 as a patch, 2 left');
    expect(replies[0]).toContain('```\n--- a/x.ts\n+++ b/x.ts\n```');
    expect(replies[0]).toContain('- 2: nothing &lt;b&gt;true');
  });

  it('says that nothing lacks one', async () => {
    const { calls, replies } = await give({ command: { name: 'docs' }, docs: noDocs });
    expect(calls.map(([name]) => name)).not.toContain('suggest');
    expect(replies[0]).toContain('Nothing that this change adds');
  });

  it.each(['docs', 'tests'] as const)('%s of a closed pull request are none', async (name) => {
    const { replies } = await give({ command: { name }, pull: { state: 'merged' } });
    expect(replies[0]).toContain('merged');
  });
});

describe('what fails', () => {
  const failing = (
    code: 'model-timeout' | 'lease-lost' | 'forge-not-found' | 'invalid-config',
    attempt: number,
  ) =>
    give({
      command: { name: 'docs' },
      attempt,
      ports: {
        findDocs: () =>
          Promise.reject(new GalleyError(code, { what: 'http://10.0.0.5:11434 does not answer' })),
      },
    });

  it('is tried again, and told only when that does not help', async () => {
    const first = await failing('model-timeout', 1);
    expect(first.result).toMatchObject({ kind: 'failed', problem: { code: 'model-timeout' } });
    expect(first.replies).toEqual([]);
    const third = await failing('model-timeout', 3);
    expect(third.result).toMatchObject({ kind: 'failed' });
    expect(third.replies[0]).toContain('`model-timeout`');
    expect(third.replies[0]).not.toContain('10.0.0.5');
  });

  it('is told at once where trying again would not help', async () => {
    const { result, replies } = await failing('invalid-config', 1);
    expect(result).toMatchObject({ kind: 'ended', end: 'posted' });
    expect(replies[0]).toContain('configuration of the base is invalid');
  });

  it('is nobody’s fault where the lease or the repository is gone', async () => {
    expect((await failing('lease-lost', 3)).result).toMatchObject({ kind: 'stopped' });
    expect((await failing('forge-not-found', 3)).result).toMatchObject({ end: 'ignored' });
  });
});

it('help gives no command itself', async () => {
  const { replies } = await give({ command: { name: 'help' } });
  expect(parseCommand(replies[0] ?? '')).toBeUndefined();
});

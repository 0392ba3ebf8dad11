import { describe, expect, it } from 'vitest';
import { indentOutline } from '../../../../src/change/indent-outline.ts';
import { GalleyError } from '../../../../src/errors.ts';
import { reviewPullRequest } from '../../../../src/review/pull-request/review-pull-request.ts';
import type { PullRequestOutcome } from '../../../../src/review/pull-request/pull-request-outcome.ts';
import type { OpenedReview } from '../../../../src/review/pull-request/pull-request-ports.ts';
import type { Model } from '../../../../src/review/ports.ts';
import { silentLog } from '../../../../src/log.ts';
import { diffOfRows, textOfRows, type Row } from '../../../ports/diff-of-rows.ts';
import { dismissal, memoryForge, samplePull, type MemoryForge } from '../../../ports/memory-forge.ts';
import { reviewOptions, reviewPorts } from '../../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../../ports/scripted-model.ts';

const options = { isPosting: true, showsProgress: true, mostComments: 25, listening: 'app' as const };

/** A function of the change, with the line that it adds. */
function added(name: string, line: string): Row[] {
  const same = (text: string): Row => ({ side: 'both', text });
  return [
    same(`export function ${name}() {`),
    same(`  begin(${name});`),
    { side: 'head', text: `  ${line}` },
    same(`  end(${name});`),
    same('}'),
    same(''),
  ];
}

const filler = Array.from({ length: 9 }, (_, index): Row => ({ side: 'both', text: `// line ${index}` }));
const lost: Row[] = added('sum', 'lose(items);');
const sound: Row[] = added('sum', 'keep(items);');
const other: Row[] = [...filler, ...added('other', 'log(1);')];

const claim = {
  quote: 'lose(items);',
  problem: 'The items are lost.',
  severity: 'error',
  category: 'correctness',
};
const finds = (): Model =>
  scriptedModel([
    ({ messages }) =>
      (messages.at(-1)?.content ?? '').includes('lose(items)')
        ? JSON.stringify({ findings: [claim] })
        : '{"findings":[]}',
  ]);

interface Run {
  readonly forge: MemoryForge;
  readonly rows: readonly Row[];
  readonly model?: Model;
  readonly head?: string;
  readonly options?: Partial<typeof options>;
  readonly opened?: Partial<OpenedReview>;
  readonly signal?: AbortSignal;
}

async function run({ forge, rows, model = finds(), head, ...more }: Run): Promise<PullRequestOutcome> {
  if (head !== undefined) forge.state.pull = { ...samplePull, head: { ...samplePull.head, sha: head } };
  const signal = more.signal ?? new AbortController().signal;
  const path = 'src/sum.ts';
  const given = { diff: diffOfRows(path, rows), head: { [path]: textOfRows(rows, 'head') } };
  const syntax = { outline: async (name: string, text: string) => indentOutline(name, text) };
  return reviewPullRequest(
    { ...options, ...more.options },
    {
      forge,
      log: silentLog,
      signal,
      openReview: async () => ({
        options: reviewOptions,
        ports: reviewPorts({ ...given, ports: { model, syntax, signal } }),
        modelName: 'ollama scripted:1b',
        toolVersion: '1.0.0',
        close: async () => void forge.state.calls.push('close'),
        ...more.opened,
      }),
    },
  );
}

const second = '2'.repeat(40);
const third = '3'.repeat(40);

describe('reviewPullRequest', () => {
  it('reads, checks, reviews, looks again and posts, in this order', async () => {
    const forge = memoryForge();
    const outcome = await run({ forge, rows: lost });
    expect(forge.state.calls).toEqual([
      ...['readPullRequest', 'readConversation', 'readMergeBase', 'startCheck'],
      ...['readPullRequest', 'post', 'close'],
    ]);
    expect(outcome).toMatchObject({
      kind: 'posted',
      exitCode: 1,
      posting: {
        head: samplePull.head.sha,
        comments: [{ anchor: { path: 'src/sum.ts', side: 'head', startLine: 3 } }],
        check: { conclusion: 'failure', annotations: [{}] },
      },
    });
  });

  it('asks nobody about what it has seen, and tells nothing twice', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const outcome = await run({
      forge,
      rows: [...filler, ...lost],
      head: second,
      model: missingModel('server-unreachable'),
    });
    expect(outcome).toMatchObject({
      kind: 'posted',
      exitCode: 1,
      posting: {
        comments: [],
        edits: [],
        old: { id: 1 },
        summary: {
          reused: 1,
          known: [{ finding: { anchor: { startLine: 12 } }, comment: { id: 100, status: 'open' } }],
        },
        check: { conclusion: 'failure' },
      },
    });
  });

  it('asks about what changed only', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const model = scriptedModel([]);
    await run({ forge, rows: [...lost, ...other], head: second, model });
    expect(model.requests).toHaveLength(1);
    expect(model.requests[0]?.messages.at(-1)?.content).toContain('log(1)');
  });

  it.each([
    ['another model', { modelName: 'ollama other:3b' }],
    ['another version', { toolVersion: '1.0.1' }],
    ['other options', { options: { ...reviewOptions, replyTokens: 99 } }],
  ])('asks about everything again with %s', async (_, opened) => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const model = scriptedModel([]);
    await run({ forge, rows: lost, head: second, model, opened });
    expect(model.requests).toHaveLength(1);
  });

  it('moves a comment to fixed, and back when the problem returns', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const mended = await run({ forge, rows: sound, head: second });
    expect(mended).toMatchObject({
      exitCode: 0,
      posting: {
        edits: [{ status: 'fixed', head: second }],
        summary: { fixed: [{ id: 100 }] },
        check: { conclusion: 'success' },
      },
    });
    const back = await run({ forge, rows: lost, head: third });
    expect(back).toMatchObject({
      exitCode: 1,
      posting: { comments: [], edits: [{ status: 'open', head: third }], summary: { fixed: [] } },
    });
    expect(forge.state.conversation.comments).toHaveLength(1);
  });

  it('leaves a comment that somebody answered as it is', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const { conversation } = forge.state;
    const comments = conversation.comments.map((comment) => ({ ...comment, isAnswered: true }));
    forge.state.conversation = { ...conversation, comments };
    const outcome = await run({ forge, rows: sound, head: second });
    expect(outcome).toMatchObject({ posting: { edits: [], summary: { fixed: [] } } });
  });

  it('leaves a comment open while its code stands, though no model finds fault with it', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const opened = { toolVersion: '2.0.0' };
    const outcome = await run({ forge, rows: lost, head: second, model: scriptedModel([]), opened });
    expect(outcome).toMatchObject({ exitCode: 0, posting: { edits: [], comments: [] } });
  });

  it('keeps silent about what was dismissed, and fails no more', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost });
    const [comment] = forge.state.conversation.comments;
    const said = dismissal(comment?.fingerprint ?? '', { by: 'mona', role: 'author', reason: 'on purpose' });
    forge.state.conversation = { ...forge.state.conversation, dismissals: [said] };
    const outcome = await run({ forge, rows: lost, head: second });
    expect(outcome).toMatchObject({
      exitCode: 0,
      review: { verdict: 'clean', findings: [] },
      posting: {
        comments: [],
        check: { conclusion: 'success', annotations: [] },
        summary: { known: [], dismissed: [{ dismissal: said }], memory: { carried: [{}] } },
      },
    });
    forge.state.conversation = { ...forge.state.conversation, dismissals: [] };
    expect(await run({ forge, rows: lost, head: third })).toMatchObject({ exitCode: 1 });
  });

  it('is neutral and incomplete without a model, and remembers nothing that nobody saw', async () => {
    const forge = memoryForge();
    const outcome = await run({ forge, rows: lost, model: missingModel('server-unreachable') });
    expect(outcome).toMatchObject({
      kind: 'posted',
      exitCode: 3,
      review: { verdict: 'incomplete', complete: false },
      posting: { check: { conclusion: 'neutral' }, summary: { memory: { chunks: [] } } },
    });
  });

  it.each([
    ['closed', { state: 'closed' }],
    ['merged', { state: 'merged' }],
    ['draft', { isDraft: true }],
  ] as const)('does not review a pull request that is %s', async (reason, parts) => {
    const forge = memoryForge();
    forge.state.pull = { ...samplePull, ...parts };
    expect(await run({ forge, rows: lost })).toMatchObject({ kind: 'skipped', reason });
    expect(forge.state.calls).toEqual(['readPullRequest']);
    const planned = await run({ forge, rows: lost, options: { isPosting: false } });
    expect(planned).toMatchObject({ kind: 'planned', exitCode: 1 });
  });

  it('begins no check where its job is seen anyway, and ends with one', async () => {
    const forge = memoryForge();
    await run({ forge, rows: lost, options: { showsProgress: false } });
    expect(forge.state.calls).not.toContain('startCheck');
    expect(forge.state.postings).toMatchObject([{ check: { conclusion: 'failure', handle: undefined } }]);
  });

  it('writes nothing, not even a check, when it is only asked what it would post', async () => {
    const forge = memoryForge();
    const outcome = await run({ forge, rows: lost, options: { isPosting: false } });
    expect(outcome).toMatchObject({ kind: 'planned', posting: { comments: [{}] } });
    expect(forge.state.calls).not.toContain('startCheck');
    expect(forge.state.postings).toEqual([]);
  });

  it('posts nothing when somebody pushed, closed or withdrew meanwhile', async () => {
    const cases = [
      [{ head: { ...samplePull.head, sha: second } }, { kind: 'superseded', head: second }],
      [{ state: 'closed' }, { kind: 'withdrawn', reason: 'closed' }],
      [{ isDraft: true }, { kind: 'withdrawn', reason: 'draft' }],
    ] as const;
    for (const [parts, expected] of cases) {
      const forge: MemoryForge = memoryForge({
        readPullRequest: (call) => {
          if (call === 1) forge.state.pull = { ...samplePull, ...parts };
        },
      });
      expect(await run({ forge, rows: lost })).toMatchObject({ ...expected, exitCode: 1 });
      expect(forge.state.postings).toEqual([]);
      expect(forge.state.dropped).toHaveLength(1);
    }
  });

  const forbidden = new GalleyError('forge-forbidden', {
    what: 'It lacks the permission pull-requests: write',
  });

  it.each(['post', 'readConversation'] as const)('loses no review to a failing %s', async (name) => {
    const forge = memoryForge({
      [name]: () => {
        throw forbidden;
      },
    });
    const outcome = await run({ forge, rows: lost });
    expect(outcome).toMatchObject({
      kind: 'not-posted',
      problem: forbidden,
      review: { findings: [{}] },
      posting: { comments: [{}] },
    });
    expect(forge.state.postings).toEqual([]);
    expect(forge.state.dropped).toHaveLength(name === 'post' ? 1 : 0);
  });

  it('reviews without a check where none can be begun', async () => {
    const forge = memoryForge({
      startCheck: () => {
        throw forbidden;
      },
    });
    expect(await run({ forge, rows: lost })).toMatchObject({ kind: 'posted' });
  });

  it('ends its check and closes what it opened when the review fails', async () => {
    const forge = memoryForge();
    const model = missingModel('model-not-local');
    await expect(run({ forge, rows: lost, model })).rejects.toMatchObject({ code: 'model-not-local' });
    expect(forge.state.dropped).toHaveLength(1);
    expect(forge.state.calls.at(-1)).toBe('close');
  });

  it('posts nothing half done when it is stopped', async () => {
    const stop = new AbortController();
    const model = scriptedModel([() => (stop.abort(), Promise.resolve('{"findings":[]}'))]);
    const forge = memoryForge();
    const outcome = await run({ forge, rows: lost, model, signal: stop.signal });
    expect(outcome).toMatchObject({ kind: 'stopped' });
    expect(forge.state.postings).toEqual([]);
    expect(forge.state.dropped).toEqual(['The review was stopped.']);
  });

  it('adds what another job found before it tells', async () => {
    const forge = memoryForge();
    const outcome = await run({
      forge,
      rows: sound,
      opened: { amend: async (result) => ({ ...result, review: { ...result.review, complete: false } }) },
    });
    expect(outcome).toMatchObject({ exitCode: 3, posting: { check: { conclusion: 'neutral' } } });
  });
});

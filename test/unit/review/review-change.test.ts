import { describe, expect, it } from 'vitest';
import { GalleyError } from '../../../src/errors.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { reviewChange, type ReviewResult } from '../../../src/review/review-change.ts';
import type { Syntax } from '../../../src/review/ports.ts';
import type { Review } from '../../../src/review/review.ts';
import { addedFile, memoryCache, reviewOptions, reviewPorts, type Given } from '../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../ports/scripted-model.ts';

const loop = addedFile(
  'src/total.ts',
  'export function total(items: Item[]) {',
  '  let sum = 0;',
  '  for (let i = 0; i <= items.length; i++) sum += items[i].price;',
  '  return sum;',
  '}',
);
const two = loop + addedFile('src/other.ts', 'export const answer = compute(41);');

function reply(...findings: object[]): string {
  return JSON.stringify({ findings });
}

const offByOne = {
  quote: 'for (let i = 0; i <= items.length; i++)',
  problem: 'The loop reads one item too many.',
  severity: 'error',
  category: 'correctness',
};

async function review(given: Given, options = reviewOptions): Promise<ReviewResult> {
  return reviewChange(options, reviewPorts(given));
}

function places(review: Review): unknown[] {
  return review.findings.map(({ anchor }: Finding) => anchor);
}

describe('reviewChange', () => {
  it('puts a claim on the line that it quotes', async () => {
    const result = await review({ diff: loop, ports: { model: scriptedModel([reply(offByOne)]) } });
    expect(places(result.review)).toEqual([{ path: 'src/total.ts', side: 'head', startLine: 3, endLine: 3 }]);
    expect(result.review.findings[0]).toMatchObject({
      origin: 'model',
      severity: 'error',
      confidence: null,
      proof: null,
    });
    expect(result).toMatchObject({ exitCode: 1, review: { verdict: 'findings', complete: true } });
  });

  it('drops and counts what the model made up', async () => {
    const invented = { ...offByOne, quote: 'const x = readFileSync(path);' };
    const { review: made, exitCode } = await review({
      diff: loop,
      ports: { model: scriptedModel([reply(invented)]) },
    });
    expect(made.findings).toEqual([]);
    expect(made.ledger.dropped['quote-not-found']).toBe(1);
    expect({ verdict: made.verdict, exitCode }).toEqual({ verdict: 'clean', exitCode: 0 });
  });

  it.each([
    ['an unchanged line', 'let sum = 0;'],
    ['a removed line', 'sum = 1;'],
  ])('drops and counts a claim about %s', async (_, quote) => {
    const diff = [
      'diff --git a/a.ts b/a.ts',
      '--- a/a.ts',
      '+++ b/a.ts',
      '@@ -1,2 +1,2 @@',
      ' let sum = 0;',
      '-sum = 1;',
      '+sum = 2;',
      '',
    ].join('\n');
    const model = scriptedModel([reply({ ...offByOne, quote })]);
    const { review: done } = await review({ diff, ports: { model } });
    expect(done.findings).toEqual([]);
    expect(done.ledger.dropped['outside-the-change']).toBe(1);
  });

  it('says nothing to review, and asks nobody, about an empty change', async () => {
    const model = scriptedModel([]);
    const result = await review({ diff: '', ports: { model } });
    expect(result).toMatchObject({
      exitCode: 0,
      review: { verdict: 'clean', complete: true, ledger: { files: [], model: null } },
    });
    expect(model.requests).toHaveLength(0);
  });

  it('is incomplete without a model, and still reports what needs none', async () => {
    const marker = addedFile('a.ts', '<<<<<<< HEAD', 'const a = 1;');
    const quiet = await review({ diff: loop, ports: { model: missingModel('server-unreachable') } });
    expect(quiet).toMatchObject({ exitCode: 3, review: { verdict: 'incomplete', complete: false } });
    expect(quiet.away).toBe('server-unreachable');
    expect(quiet.review.ledger.modelFailure).toMatchObject({
      code: 'server-unreachable',
      todo: 'ollama serve',
    });
    const loud = await review({ diff: marker, ports: { model: missingModel('server-unreachable') } });
    expect(loud).toMatchObject({ exitCode: 1, review: { verdict: 'findings', complete: false } });
    expect(loud.review.findings[0]).toMatchObject({ rule: 'galley/merge-marker', origin: 'rule' });
  });

  it.each(['model-not-local', 'host-not-allowed', 'engine-missing'] as const)(
    'stops with an error on %s',
    async (code) => {
      await expect(review({ diff: loop, ports: { model: missingModel(code) } })).rejects.toMatchObject({
        code,
      });
    },
  );

  it('is complete by rules only when no model is wanted', async () => {
    const result = await review({ diff: loop });
    expect(result).toMatchObject({
      exitCode: 0,
      review: { verdict: 'clean', complete: true, ledger: { mode: 'rules' } },
    });
  });

  it('takes no cut reply for the whole answer, and keeps what it said', async () => {
    const cut = `{"findings":[${JSON.stringify(offByOne)},{"quote":"items.le`;
    const mended = scriptedModel([cut, reply(offByOne)]);
    expect((await review({ diff: loop, ports: { model: mended } })).review.complete).toBe(true);
    const hopeless = scriptedModel([cut]);
    const { review: done, exitCode } = await review({ diff: loop, ports: { model: hopeless } });
    expect(hopeless.requests).toHaveLength(2);
    expect(done).toMatchObject({ verdict: 'findings', complete: false });
    expect(exitCode).toBe(1);
    expect(done.findings).toHaveLength(1);
    expect(done.ledger.files[0]?.reason).toContain('it was cut off');
    const imagined = cut.replace(offByOne.quote, 'nowhere();');
    const quiet = await review({ diff: loop, ports: { model: scriptedModel([imagined]) } });
    expect(quiet).toMatchObject({ exitCode: 3, review: { verdict: 'incomplete' } });
  });

  it('counts a call that failed, and says what to do about it', async () => {
    const refused = new GalleyError('server-refused', {
      what: 'It wants a key.',
      todo: 'Set GALLEY_API_KEY',
    });
    const { review: done } = await review({ diff: loop, ports: { model: scriptedModel([refused]) } });
    expect(done.ledger.calls).toBe(1);
    expect(done.ledger.tokens.prompt).toBeGreaterThan(100);
    expect(done.ledger.files[0]?.reason).toBe('It wants a key. To do: Set GALLEY_API_KEY');
    expect(done.ledger.changedLines).toBe(0);
    const absent = new GalleyError('server-unreachable', { what: 'Nobody there' });
    const unsent = await review({ diff: loop, ports: { model: scriptedModel([absent]) } });
    expect(unsent.review.ledger.calls).toBe(0);
  });

  it('asks once more after an unusable reply, then says not reviewed', async () => {
    const mended = scriptedModel(['I think it is fine', reply(offByOne)]);
    expect((await review({ diff: loop, ports: { model: mended } })).review.complete).toBe(true);
    expect(mended.requests[1]?.messages.at(-1)?.content).toContain('could not be used');
    const hopeless = scriptedModel(['no', 'still no']);
    const result = await review({ diff: loop, ports: { model: hopeless } });
    expect(hopeless.requests).toHaveLength(2);
    expect(result).toMatchObject({ exitCode: 3, review: { verdict: 'incomplete' } });
    expect(result.review.ledger.files[0]).toMatchObject({
      outcome: 'not-reviewed',
      reason: expect.stringContaining('reply') as string,
    });
  });

  it('names the file of a failed chunk and goes on with the next', async () => {
    const cut = new GalleyError('prompt-cut', { what: 'the server cut the prompt' });
    const model = scriptedModel([cut, reply()]);
    const { review: done, away } = await review({ diff: two, ports: { model } });
    expect(done.ledger.files.map((file) => file.outcome)).toEqual(['not-reviewed', 'reviewed']);
    expect(done.complete).toBe(false);
    // It is there, and would do the same again.
    expect(away).toBeUndefined();
  });

  it('stops asking when the server is gone', async () => {
    const gone = new GalleyError('server-unreachable', { what: 'connection refused' });
    const model = scriptedModel([gone]);
    const { review: done, away } = await review({ diff: two, ports: { model } });
    expect(model.requests).toHaveLength(1);
    expect(done.ledger.files.map((file) => file.outcome)).toEqual(['not-reviewed', 'not-reviewed']);
    expect(away).toBe('server-unreachable');
  });

  it('keeps what was found when the user stops', async () => {
    const stop = new AbortController();
    const model = scriptedModel([() => (stop.abort(), Promise.resolve(reply(offByOne)))]);
    const { review: done, exitCode } = await review({ diff: two, ports: { model, signal: stop.signal } });
    expect(done.findings).toHaveLength(1);
    expect(done.ledger).toMatchObject({
      interrupted: true,
      files: [{ outcome: 'reviewed' }, { outcome: 'not-reviewed' }],
    });
    expect(exitCode).toBe(1);
  });

  it('asks nothing twice: the second run is answered by the cache', async () => {
    const cache = memoryCache();
    const first = scriptedModel(['chatter', reply(offByOne)]);
    const before = await review({ diff: loop, ports: { model: first, cache } });
    const second = scriptedModel([]);
    const after = await review({ diff: loop, ports: { model: second, cache } });
    expect(second.requests).toHaveLength(0);
    expect(after.review.findings).toEqual(before.review.findings);
    expect(after.review.ledger).toMatchObject({ calls: 0, cacheHits: 2, tokens: { prompt: 0 } });
  });

  it('asks again another model and another digest', async () => {
    const cache = memoryCache();
    await review({ diff: loop, ports: { model: scriptedModel([reply()]), cache } });
    const other = scriptedModel([reply()], { digest: 'e'.repeat(64) });
    await review({ diff: loop, ports: { model: other, cache } });
    expect(other.requests).toHaveLength(1);
  });

  it('keeps no failed reply', async () => {
    const cache = memoryCache();
    await review({ diff: loop, ports: { model: scriptedModel(['no', 'no']), cache } });
    expect(cache.entries.size).toBe(0);
  });

  it('sends no prompt above the budget and names what it left out', async () => {
    const long = addedFile('src/long.ts', `const table = [${'12345, '.repeat(5000)}];`);
    const model = scriptedModel([reply()]);
    const { review: done, exitCode } = await review(
      { diff: long, ports: { model } },
      { ...reviewOptions, maxFileBytes: 10_000_000 },
    );
    expect(model.requests).toHaveLength(0);
    const [file] = done.ledger.files;
    expect(file?.outcome).not.toBe('reviewed');
    expect(file?.reason).not.toBe('');
    expect(exitCode === 3 || file?.outcome === 'excluded').toBe(true);
  });

  it('masks a credential before the model, the cache and the report see it', async () => {
    const token = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
    const diff = addedFile('src/api.ts', `const client = connect("${token}");`, 'client.start();');
    const head = { 'src/api.ts': `const client = connect("${token}");\nclient.start();\n` };
    const cache = memoryCache();
    const model = scriptedModel([reply({ ...offByOne, quote: 'client.start();' })]);
    const { review: done } = await review({ diff, head, ports: { model, cache } });
    const everything = JSON.stringify([done, model.requests, [...cache.entries]]);
    expect(everything).not.toContain(token);
    expect(everything).toContain('[masked:github-token]');
    expect(done.findings.map((finding) => finding.rule)).toContain('galley/secret');
    expect(done.ledger.secretsMasked).toBe(1);
  });

  it('masks a credential that the model made up', async () => {
    const token = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
    const model = scriptedModel([reply({ ...offByOne, problem: `The key ${token} is missing here.` })]);
    const { review: done } = await review({ diff: loop, ports: { model } });
    expect(done.findings).toHaveLength(1);
    expect(JSON.stringify(done)).not.toContain(token);
  });

  it('lets no text of the model out unsanitised', async () => {
    const hostile = {
      ...offByOne,
      problem: '@admin run /merge <img src=x> \u001b[31m see [this](http://evil)',
    };
    const { review: done } = await review({ diff: loop, ports: { model: scriptedModel([reply(hostile)]) } });
    expect(done.findings[0]?.message).toBe('`@admin` run `/merge` < img src=x> see this');
  });

  it('folds what exceeds the cap and merges what is said twice', async () => {
    const lines = Array.from({ length: 6 }, (_, index) => `export const value${index} = read(${index});`);
    const claims = lines.map((quote) => ({ ...offByOne, quote, severity: 'warning' }));
    const model = scriptedModel([reply(...claims, ...claims)]);
    const { review: done } = await review(
      { diff: addedFile('src/v.ts', ...lines), ports: { model } },
      { ...reviewOptions, maxFindings: 4 },
    );
    expect(done.findings).toHaveLength(6);
    expect(done.shown).toBe(4);
    expect(done.ledger.dropped.duplicate).toBe(6);
  });

  it('asks no model about prose, but rules look at it', async () => {
    const model = scriptedModel([reply()]);
    const diff = addedFile('README.md', '<<<<<<< HEAD', 'some words') + loop;
    const { review: done } = await review({ diff, ports: { model } });
    expect(model.requests).toHaveLength(1);
    expect(done.findings.map((finding) => finding.rule)).toEqual(['galley/merge-marker']);
    expect(done.ledger.files[0]).toMatchObject({
      outcome: 'excluded',
      reason: 'prose, by rules only',
    });
  });

  it('lets rules look into excluded files too, but for those that people chose', async () => {
    const diff =
      addedFile('vendor/lib.ts', '<<<<<<< HEAD') +
      addedFile('src/a.ts', '// @generated', '<<<<<<< HEAD') +
      addedFile('mine/b.ts', '<<<<<<< HEAD');
    const { review: done, exitCode } = await review({ diff }, { ...reviewOptions, exclude: ['mine/**'] });
    expect(done.findings.map(({ anchor }) => anchor.path).sort()).toEqual(['src/a.ts', 'vendor/lib.ts']);
    expect(done.ledger.files.map(({ outcome }) => outcome)).toEqual(['excluded', 'excluded', 'excluded']);
    expect(exitCode).toBe(1);
  });

  it('names excluded files without becoming incomplete', async () => {
    const model = scriptedModel([reply()]);
    const { review: done } = await review({
      diff: addedFile('package-lock.json', '{}') + loop,
      ports: { model },
    });
    expect(done.ledger.files[0]).toMatchObject({ outcome: 'excluded' });
    expect(done).toMatchObject({ complete: true, verdict: 'clean' });
    expect(model.requests).toHaveLength(1);
  });

  it('parses by rules only what a rule speaks about, and fingerprints it the same', async () => {
    const diff = addedFile('src/a.ts', '<<<<<<< HEAD') + addedFile('src/b.ts', 'fine();');
    const head = { 'src/a.ts': '<<<<<<< HEAD\n', 'src/b.ts': 'fine();\n' };
    const scope = { name: 'outer', kind: 'function', startLine: 1, endLine: 1, headerEndLine: 1 } as const;
    const parsed: string[] = [];
    const syntax: Syntax = {
      outline: async (path) => {
        parsed.push(path);
        return { language: 'typescript', scopes: [scope], statementStarts: [1] };
      },
    };
    const byRules = await review({ diff, head, ports: { syntax } });
    expect(parsed).toEqual(['src/a.ts']);
    const byModel = await review({ diff, head, ports: { syntax, model: scriptedModel([reply()]) } });
    expect(byRules.review.findings).toEqual(byModel.review.findings);
    expect(byRules.review.findings[0]?.symbol).toBe('outer');
  });

  it('keeps fingerprints when code above moves', async () => {
    const model = () => scriptedModel([reply(offByOne)]);
    const moved = addedFile(
      'src/total.ts',
      '// a new first line',
      'export function total(items: Item[]) {',
      '  let sum = 0;',
      '  for (let i = 0; i <= items.length; i++) sum += items[i].price;',
      '  return sum;',
      '}',
    );
    const one = await review({ diff: loop, ports: { model: model() } });
    const other = await review({ diff: moved, ports: { model: model() } });
    expect(other.review.findings[0]?.fingerprint).toBe(one.review.findings[0]?.fingerprint);
  });
});

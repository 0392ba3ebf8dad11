import { describe, expect, it } from 'vitest';
import type { Log } from '../../../src/log.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { Rule, RuleSet } from '../../../src/rule/rule.ts';
import { addedFile, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { makeRule } from '../rule/make-rule.ts';

interface Given {
  readonly rules?: readonly Rule[];
  readonly set?: Partial<RuleSet>;
  readonly lines: readonly string[];
  readonly path?: string;
  /** A bare diff has no files behind it. */
  readonly isBare?: boolean;
}

async function reviewWith({ rules = [], set, lines, path = 'a.ts', isBare = false }: Given) {
  const warnings: string[] = [];
  const log: Log = { debug: () => {}, info: () => {}, warn: (message) => warnings.push(message) };
  const source = { load: async () => ({ rules, problems: [], sources: [], ...set }) };
  const ports = reviewPorts({
    diff: addedFile(path, ...lines),
    ...(isBare ? {} : { head: { [path]: `${lines.join('\n')}\n` } }),
    ports: { rules: source, log },
  });
  const { review, exitCode } = await reviewChange(reviewOptions, ports);
  const findings = review.findings.map(({ rule, anchor, suggestion }) =>
    [rule, anchor.side === 'head' ? anchor.startLine : 0, suggestion?.replacement].filter(
      (part) => part !== undefined,
    ),
  );
  return { findings, review, exitCode, warnings, ledger: review.ledger.rules };
}

const bad = makeRule('(?<![^\\n])bad', { id: 'galley/bad', fix: 'good' });

describe('rules in a review', () => {
  it('become findings, with a fix where it is proved', async () => {
    const { findings, review } = await reviewWith({ rules: [bad], lines: ['a', 'bad', 'c'] });
    expect(findings).toEqual([['galley/bad', 2, 'good']]);
    expect(review.findings[0]).toMatchObject({ origin: 'rule', confidence: null, quote: 'bad', suggestion: { proof: 'parsed' } }); // prettier-ignore
  });

  it('read a new file from a bare diff', async () => {
    const { findings } = await reviewWith({ rules: [bad], lines: ['a', 'bad'], isBare: true });
    expect(findings).toEqual([['galley/bad', 2, 'good']]);
  });

  it('leave excluded files alone', async () => {
    const { findings } = await reviewWith({ rules: [bad], lines: ['bad'], path: 'dist/a.min.js' });
    expect(findings).toEqual([]);
  });

  it('make a team’s words inert', async () => {
    const rule = makeRule('bad', { title: 'See @all', message: 'Read ![x](http://evil) `$X`' });
    const { review } = await reviewWith({ rules: [rule], lines: ['bad'] });
    expect(review.findings[0]?.title).toBe('See `@all`');
    expect(review.findings[0]?.message).toBe('Read x `$X`');
  });

  it('go on without what is broken or slow in the repository, and say so once', async () => {
    const slow = makeRule('slow', { id: 'team/slow', origin: 'repository' });
    const problems = [{ origin: 'repository' as const, where: 'r.yml:1:5', text: 'id: missing' }];
    const set = { problems, sources: ['r.yml'] };
    const { findings, ledger, warnings, review } = await reviewWith({
      rules: [slow, bad],
      set,
      lines: ['bad'],
    });
    expect(findings).toHaveLength(1);
    expect(ledger.skipped).toEqual([{ rule: 'team/slow', path: 'a.ts', reason: 'it took 300 ms' }]);
    expect(ledger.problems).toEqual(['r.yml:1:5: id: missing']);
    expect(review.ledger.configuration).toEqual(['r.yml']);
    expect(warnings).toEqual([
      'a rule is left out: r.yml:1:5: id: missing',
      'team/slow left out from a.ts on: it took 300 ms',
    ]);
  });

  it('stop at a rule of the operator that the engine does not understand', async () => {
    const rule = makeRule('', { syntax: { rule: {} }, origin: 'operator', where: 'own.yml:3:1' });
    await expect(reviewWith({ rules: [rule], lines: ['bad'] })).rejects.toMatchObject({
      code: 'invalid-config',
      why: 'own.yml:3:1: not understood',
    });
  });
});

describe('galley-ignore-next-line', () => {
  const ignore = (what: string): string => `// galley-ignore-next-line ${what}`;

  it('silences a rule on the next line, and is counted', async () => {
    const { findings, ledger, exitCode } = await reviewWith({
      rules: [makeRule('(?<![^\\n])bad', { severity: 'error', id: 'galley/bad' })],
      lines: [ignore('bad -- for now'), 'bad'],
    });
    expect([findings, ledger.silenced, exitCode]).toEqual([[], 1, 0]);
  });

  it('never silences what somebody with something to hide would', async () => {
    const secret = `key = "${'AKIA' + 'Q3EGRWJ7TY6MZ2PL'}";`;
    const { findings, exitCode } = await reviewWith({
      rules: [],
      lines: [ignore('secret -- only a test'), secret, ignore('bidi-control -- x'), 'a = "\u202e";'],
    });
    expect(findings.map(([rule, line]) => `${rule} ${line}`).sort()).toEqual([
      'galley/bidi-control 4',
      'galley/secret 2',
      'galley/unused-ignore 1',
      'galley/unused-ignore 3',
    ]);
    expect(exitCode).toBe(1);
  });

  it('silences no other rule and no other line', async () => {
    const rules = [bad, makeRule('(?<![^\\n])b.d', { id: 'galley/other', category: 'api' })];
    const { findings, ledger } = await reviewWith({ rules, lines: [ignore('bad -- x'), 'bad', 'bad'] });
    expect(findings.map(([rule, line]) => `${rule} ${line}`).sort()).toEqual([
      'galley/bad 3',
      'galley/other 2',
      'galley/other 3',
    ]);
    expect(ledger.silenced).toBe(1);
  });

  it.each([
    ['without a reason', ignore('bad'), 'bad', ['galley/bad 2', 'galley/unused-ignore 1']],
    ['with nothing to silence', ignore('bad -- x'), 'fine', ['galley/unused-ignore 1']],
    ['of a rule that is none', ignore('bda -- x'), 'bad', ['galley/bad 2', 'galley/unused-ignore 1']],
    ['of a rule that no rule decides', ignore('model/review-chunk -- x'), 'fine', []],
  ])('%s is told', async (_, comment, code, expected) => {
    const { findings, review } = await reviewWith({ rules: [bad], lines: [comment, code] });
    expect(findings.map(([rule, line]) => `${rule} ${line}`).sort()).toEqual(expected);
    const told = review.findings.find(({ rule }) => rule === 'galley/unused-ignore');
    expect(told?.severity ?? 'info').toBe('info');
  });

  it('of a rule that could not be tried is not told', async () => {
    const rules = [makeRule('slow', { id: 'team/slow', origin: 'repository' })];
    const { findings } = await reviewWith({ rules, lines: [ignore('team/slow -- x'), 'fine'] });
    expect(findings).toEqual([]);
  });

  it('works on a text rule and in a bare diff', async () => {
    const lines = [ignore('galley/merge-marker -- shown in the docs'), '<<<<<<< HEAD'];
    expect((await reviewWith({ lines, isBare: true })).findings).toEqual([]);
  });
});

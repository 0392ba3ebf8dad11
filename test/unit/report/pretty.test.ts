import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render-report.ts';
import { displayWidth, truncateLine, wrapText } from '../../../src/report/wrap-text.ts';
import type { Review } from '../../../src/review/review.ts';
import { hostileText, review } from './arbitrary-review.ts';
import {
  context,
  incompleteReview,
  makeReview,
  sampleFinding,
  sampleLedger,
  sampleModel,
} from './sample-review.ts';

const lastLine = async (any: Review): Promise<string | undefined> =>
  (await renderReport('pretty', any, context)).trimEnd().split('\n').at(-1);

describe('pretty', () => {
  it('ends in the verdict', async () => {
    expect(await lastLine(makeReview())).toBe(
      'clean: reviewed 1 file, 9 lines in 38 s with qwen2.5-coder:1.5b on 127.0.0.1:11434',
    );
    const info = { ...sampleFinding, severity: 'info' as const };
    const findings = [sampleFinding, info, info];
    expect(await lastLine(makeReview({ findings }))).toBe('3 findings (1 error, 2 info)');
    expect(await lastLine(makeReview({ findings, shown: 1 }))).toBe(
      '3 findings (1 error, 2 info), 2 of them folded',
    );
    expect(await lastLine(incompleteReview())).toBe('incomplete: 1 of 2 files not reviewed');
    expect(await lastLine(makeReview({}, { files: [] }))).toBe('nothing to review');
    expect(await lastLine(makeReview({}, { files: sampleLedger.files.slice(1) }))).toBe(
      'nothing to review: 1 file excluded',
    );
    expect(await lastLine(makeReview({}, { mode: 'rules', model: null }))).toBe(
      'clean, by rules only: reviewed 1 file, 9 lines in 38 s',
    );
  });

  it('says why a model was there and asked nothing', async () => {
    const probes = {
      grade: 'probes',
      calibration: 'shipped',
      known: 0,
      speaking: 0,
      asked: 0,
      unasked: 0,
    } as const;
    const text = await renderReport('pretty', makeReview({}, { mode: 'rules', probes }), context);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'probes are off, and this model was not found fit for remarks',
    );
    expect(text).toMatch(/^Model {5}qwen/m);
    const weak = { ...probes, grade: 'rules-only', known: 79 } as const;
    const told = await renderReport('pretty', makeReview({}, { mode: 'rules', probes: weak }), context);
    expect(told.replace(/\s+/g, ' ')).toContain('do not separate (0 of 79 probes)');
  });

  it('never says clean of an incomplete review, whatever the verdict says', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const last = (await lastLine({ ...any, verdict: 'clean', complete: false })) ?? '';
        expect(last).toContain('incomplete: ');
        expect(last).not.toMatch(/^clean/);
      }),
      { numRuns: 100, seed: 11 },
    );
  });

  it('shows what a quick fix would make of the line, and how far it is proved', async () => {
    const shown = async (replacement: string): Promise<string> => {
      const finding = { ...sampleFinding, suggestion: { replacement, proof: 'parsed' as const } };
      return renderReport('pretty', makeReview({ findings: [finding] }), context);
    };
    expect(await shown('if (items === null) {\n')).toContain(
      '    Quick fix (it parses):\n    + if (items === null) {\n',
    );
    expect(await shown('')).toContain('    Quick fix (it parses): delete it.\n');
    expect(await shown('line\n'.repeat(9))).toContain('    + (3 more lines)\n');
    const none = { ...sampleFinding, suggestion: null };
    expect(await renderReport('pretty', makeReview({ findings: [none] }), context)).not.toContain(
      'Quick fix',
    );
  });

  it('shows a finding with a place to click, its sign, quote and message', async () => {
    const text = await renderReport('pretty', makeReview({ findings: [sampleFinding] }), context);
    const order = [
      'src/cart.ts\n',
      'x error  src/cart.ts:12-14  Cart.addItem',
      sampleFinding.title,
      '| if (items',
    ];
    const at = [...order, 'The condition assigns', 'Reviewed  1 file'].map((part) => text.indexOf(part));
    expect(at.every((index) => index >= 0)).toBe(true);
    expect([...at].sort((a, b) => a - b)).toEqual(at);
  });

  it('says a message once whose first words are the title, and leaves no gap for it', async () => {
    const finding = { ...sampleFinding, title: 'Reads too far', message: 'Reads too far: use <.' };
    const text = await renderReport('pretty', makeReview({ findings: [finding] }), context);
    expect(text.match(/Reads too far/g)).toHaveLength(1);
    expect(text).not.toMatch(/^ +$/m);
  });

  it('gives the account in at most seven rows of 80 columns', async () => {
    const text = await renderReport('pretty', makeReview({}, { secretsMasked: 2 }), context);
    expect(text.split('\n\n')[0]?.split('\n')).toEqual([
      'Reviewed  1 file, 1 chunk, 9 changed lines of staged changes',
      'Excluded  1 lock file (package-lock.json)',
      'Model     qwen2.5-coder:1.5b on 127.0.0.1:11434, 3 calls, cache 14/17',
      'Tokens    1,203 sent (800 evaluated), 210 received, 38 s',
      'Dropped   2 claims not believed: 2 quote not found; 1 duplicate merged',
      'Probes    4 questions asked; 20 of 79 probes speak, calibrated: shipped with',
      '          Galley',
      'Masked    2 secrets',
    ]);
  });

  it('names the capability check, which the cache of replies knows nothing of', async () => {
    const model = { ...sampleModel, check: { prompt: 38, evaluated: 38, reply: 12 } };
    const text = await renderReport('pretty', makeReview({}, { model, calls: 3 }), context);
    expect(text).toContain(', 3 calls (1 check), cache 14/16\n');
  });

  it('tells in two lines why no model answered and what to do', async () => {
    const modelFailure = {
      code: 'server-unreachable',
      message: 'No server at 127.0.0.1:11434',
      todo: 'ollama serve',
    };
    const failed = makeReview({ verdict: 'incomplete', complete: false }, { model: null, modelFailure });
    const text = await renderReport('pretty', failed, context);
    expect(text).toContain('\nNo model: No server at 127.0.0.1:11434\nTo do:    ollama serve\n');
  });

  it('adds time and tokens a stage only when asked', async () => {
    const profiled = await renderReport('pretty', makeReview(), { ...context, profile: true });
    expect(profiled).toContain('ask       37.60 s, 3 calls, 1,203 tokens sent, 800 evaluated, 210 received');
    expect(await renderReport('pretty', makeReview(), context)).not.toContain('37.60 s');
  });

  it('says the same with and without colour, and colour is only SGR', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const plain = await renderReport('pretty', any, context);
        const coloured = await renderReport('pretty', any, { ...context, color: true });

        expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
      }),
      { numRuns: 100, seed: 12 },
    );
  });
});

describe('wrapText', () => {
  it('keeps every visible character and every line within the width', () => {
    fc.assert(
      fc.property(hostileText, fc.integer({ min: 4, max: 100 }), (text, width) => {
        const lines = wrapText(text, width);
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
        expect(lines.join('').replace(/[ \t\n]/g, '')).toBe(text.replace(/[ \t\n]/g, ''));
      }),
      { numRuns: 300, seed: 13 },
    );
  });

  it('counts wide, combining and emoji characters as a terminal does', () => {
    expect([displayWidth('日本'), displayWidth('e\u0301'), displayWidth('a👍')]).toEqual([4, 1, 3]);
    expect(truncateLine('日本語', 5)).toBe('日本…');
    expect(truncateLine('日本', 4)).toBe('日本');
  });
});

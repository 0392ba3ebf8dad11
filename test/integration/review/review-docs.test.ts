import { describe, expect, it } from 'vitest';
import { changeOfTexts } from '../../../src/change/change-of-texts.ts';
import type { FileChange, Hunk } from '../../../src/change/change.ts';
import type { Finding } from '../../../src/finding/finding.ts';
import { silentLog } from '../../../src/log.ts';
import type { DocReviewOptions } from '../../../src/review/doc-review-options.ts';
import type { BlobReader, Model } from '../../../src/review/ports.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { Review } from '../../../src/review/review.ts';
import type { ReviewOptions } from '../../../src/review/review-options.ts';
import { createDocSyntax } from '../../../src/syntax/declarations/create-doc-syntax.ts';
import { reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../ports/scripted-model.ts';
import { wasmFromNodeModules } from '../syntax/wasm-from-node-modules.ts';

const docSyntax = createDocSyntax({ ...wasmFromNodeModules(), log: silentLog });
const docs: DocReviewOptions = {
  find: 'stale',
  scope: 'public',
  runtimeDocs: false,
  style: {},
  isFiltered: true,
};

/** A change as `git diff` shows it: three lines around what differs, all in one hunk. */
function changed(path: string, before: string | undefined, after: string): FileChange {
  const change = changeOfTexts(path, before, after);
  const [{ lines }] = change.hunks as [Hunk];
  const at = lines.flatMap(({ side }, index) => (side === 'both' ? [] : [index]));
  const shown = lines.slice(Math.max(0, (at[0] ?? 0) - 3), (at.at(-1) ?? 0) + 4);
  const numbers = (name: 'headLine' | 'baseLine'): number[] => shown.flatMap((line) => line[name] ?? []);
  const [head, base] = [numbers('headLine'), numbers('baseLine')];
  const hunk: Hunk = {
    ...(change.hunks[0] as Hunk),
    lines: shown,
    headStart: head[0] ?? 0,
    headCount: head.length,
    baseStart: base[0] ?? 0,
    baseCount: base.length,
  };
  return { ...change, hunks: [hunk] };
}

interface Given {
  readonly path?: string;
  readonly before?: string;
  readonly after: string;
  readonly docs?: Partial<DocReviewOptions>;
  readonly options?: Partial<ReviewOptions>;
  readonly model?: Model;
}

async function review({
  path = 'src/sum.ts',
  before,
  after,
  model,
  options,
  ...given
}: Given): Promise<Review> {
  const blobs: BlobReader = {
    read: async (_, side) => (side === 'head' ? after : before),
    attributes: async () => new Map(),
    close: async () => {},
  };
  const source = {
    title: 'a change',
    read: async () => ({ files: [changed(path, before, after)], context: 'blobs' as const }),
  };
  const ports = reviewPorts({ diff: '', ports: { source, blobs, docSyntax, ...(model && { model }) } });
  const result = await reviewChange(
    { ...reviewOptions, docs: { ...docs, ...given.docs }, ...options },
    ports,
  );
  return result.review;
}

const ofDocs = (found: Review): readonly Finding[] =>
  found.findings.filter(({ origin }) => origin === 'docs');

/** The head file with the suggestion in place of the anchor's lines. */
function applied(text: string, { anchor, suggestion }: Finding): string {
  if (anchor.side === 'file' || suggestion === null) throw new Error('no suggestion');
  const lines = text.split('\n');
  const { startLine, endLine } = anchor;
  return [...lines.slice(0, startLine - 1), suggestion.replacement, ...lines.slice(endLine)].join('\n');
}

const old = `/**
 * Takes some away.
 *
 * @param count - how many
 * @returns how many are left
 */
export function less(count: number): number {
  return total - count;
}
`;

const prose = (summary: string): string =>
  JSON.stringify({ summary, params: { items: 'list to add up' }, returns: 'the sum in cents', throws: [] });
/** Answers forms about declarations; to the review's own it has nothing to say. */
const describer = (summary = 'Adds the items of a list that are open.') =>
  scriptedModel([
    ({ messages }) =>
      messages.at(-1)?.content.includes('Document the') ? prose(summary) : '{"findings":[]}',
  ]);

describe('a doc that the change made untrue', () => {
  it('is found on the line to change, with the renamed parameter as a proved suggestion', async () => {
    const after = old
      .replaceAll('count)', 'amount)')
      .replace('count:', 'amount:')
      .replace('- count', '- amount');
    const found = await review({ before: old, after });
    const [finding, ...others] = ofDocs(found);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      anchor: { path: 'src/sum.ts', side: 'head', startLine: 4, endLine: 4 },
      severity: 'info',
      category: 'docs',
      rule: 'galley/stale-doc',
      title: 'The doc of less does not fit it',
      message: 'It documents `count`, which is now `amount`.',
      quote: ' * @param count - how many',
      symbol: 'less',
      suggestion: { replacement: ' * @param amount - how many', proof: 'parsed' },
    });
    expect(found).toMatchObject({ verdict: 'findings', complete: true });
    expect(found.ledger.docs).toEqual({ checked: 1, unread: 0, asked: 0, suggested: 1 });
  });

  it('is found where the change only takes a parameter away', async () => {
    const before = old
      .replace('(count: number)', '(\n  count: number,\n  more: number,\n)')
      .replace(' * @returns', ' * @param more - x\n * @returns');
    const after = before.replace('  more: number,\n', '');
    const [finding] = ofDocs(await review({ before, after }));
    expect(finding?.message).toBe('It documents `more`, which is no parameter.');
    expect(finding?.suggestion).toBeNull();
  });

  it('tells all about one declaration at once', async () => {
    const after = old.replace('(count: number)', '(one: number, two: number)');
    const [finding, ...others] = ofDocs(await review({ before: old, after }));
    expect(others).toEqual([]);
    expect(finding?.message).toBe(
      'It documents `count`, which is no parameter. It does not document `one`, as it does other parameters. It does not document `two`, as it does other parameters.',
    );
  });

  it.each<[string, string, string]>([
    ['a change of the body', old, old.replace('total - count', 'sum - count')],
    [
      'what was wrong before',
      old.replace('@param count', '@param other'),
      old.replace('@param count', '@param other').replace('): number', '): bigint'),
    ],
    ['what a new doc leaves out', '', old.replace(' * @returns how many are left\n', '')],
    ['a function without a doc', '', 'export function f(): void {}\n'],
  ])('says nothing about %s', async (_, before, after) => {
    expect(ofDocs(await review({ before, after }))).toEqual([]);
  });

  it('keeps its fingerprint when the code moves, with a suggestion and without', async () => {
    const after = old.replace('(count: number)', '(amount: number)');
    const [here] = ofDocs(await review({ before: old, after }));
    const lead = `${'const a = 1;\n'.repeat(30)}`;
    const [there] = ofDocs(await review({ before: lead + old, after: lead + after }));
    // Here its line is out of sight of the hunk.
    const long = (text: string): string => text.replace(' * @returns', `${' * more\n'.repeat(9)} * @returns`);
    const [far] = ofDocs(await review({ before: long(old), after: long(after) }));
    expect([here, there, far].map((one) => one?.suggestion?.proof)).toEqual(['parsed', 'parsed', undefined]);
    expect(new Set([here, there, far].map((one) => one?.fingerprint)).size).toBe(1);
  });

  it('is silenced as any finding is, and counted', async () => {
    const after = old
      .replace('(count: number)', '(amount: number)')
      .replace('export', '// galley-ignore-next-line stale-doc -- generated docs\nexport');
    const found = await review({ before: old, after });
    expect(found.findings).toEqual([]);
    expect(found.ledger.rules.silenced).toBe(1);
  });

  it('counts a file that cannot be parsed, which leaves the review complete', async () => {
    const found = await review({ before: old, after: `${old}export function {` });
    expect(found).toMatchObject({ complete: true, ledger: { docs: { checked: 0, unread: 1 } } });
  });
});

const code = `export function total(items: readonly number[]): number {
  return items.reduce((sum, item) => sum + item, 0);
}
`;

describe('a declaration without a doc', () => {
  it('comes with its doc comment, proved, where a model has something true to say', async () => {
    const model = describer();
    const after = `${old}${code}`;
    const found = await review({ before: old, after, docs: { find: 'all' }, model });
    const [finding] = ofDocs(found);
    expect(finding).toMatchObject({
      anchor: { startLine: 10, endLine: 10 },
      rule: 'galley/undocumented',
      title: 'The function total has no doc comment',
      quote: 'export function total(items: readonly number[]): number {',
    });
    const whole = finding === undefined ? '' : applied(after, finding);
    expect([whole.slice(0, old.length), whole.slice(-code.length)]).toEqual([old, code]);
    expect(whole.slice(old.length, -code.length)).toMatch(
      /^\/\*\*\n \* Adds the items of a list that are open\.\n \*\n \* @param items - list[^\n]*\n \* @returns the[^\n]*\n \*\/\n$/i,
    );
    expect(found.ledger.docs).toEqual({ checked: 1, unread: 0, asked: 1, suggested: 1 });
    expect(found.ledger.calls).toBe(model.requests.length);
  });

  it('puts a docstring of Python below a head of several lines', async () => {
    const after = 'def total(\n    items,\n):\n    return sum(items)\n';
    const [finding] = ofDocs(
      await review({ path: 'sum.py', after, docs: { find: 'all' }, model: describer() }),
    );
    expect(finding?.anchor).toMatchObject({ startLine: 1, endLine: 3 });
    expect(finding && applied(after, finding)).toMatch(
      /^def total\(\n {4}items,\n\):\n {4}"""Add the items[^]*"""\n {4}return sum\(items\)\n$/,
    );
  });

  it('puts it above a directive, in the ends of lines of the file', async () => {
    const after = `// @ts-expect-error old types\n${code}`.replaceAll('\n', '\r\n');
    const [finding] = ofDocs(await review({ after, docs: { find: 'all' }, model: describer() }));
    expect(finding?.anchor).toMatchObject({ startLine: 1, endLine: 2 });
    const whole = finding === undefined ? '' : applied(after, { ...finding });
    expect(whole).toMatch(/^\/\*\*\r\n \* Adds [^]*\*\/\r\n\/\/ @ts-expect-error/);
  });

  it.each<[string, Partial<Given>]>([
    ['without a model', {}],
    ['when the server is gone', { model: missingModel('server-unreachable') }],
    [
      'when what the model says cannot be true',
      { model: describer('Calls `fetchEverything` of the server.') },
    ],
    [
      'when the time of the run is over',
      { model: describer(), options: { asking: { ...reviewOptions.asking, budgetSeconds: 0 } } },
    ],
  ])('is found without a suggestion %s', async (_, given) => {
    const [finding] = ofDocs(await review({ after: code, docs: { find: 'all' }, ...given }));
    expect(finding).toMatchObject({ rule: 'galley/undocumented', suggestion: null });
  });

  it('asks only about what is shown', async () => {
    const model = describer();
    const after = Array.from({ length: 5 }, (_, index) => code.replace('total', `total${index}`)).join('');
    const found = await review({ after, docs: { find: 'all' }, model, options: { maxFindings: 2 } });
    expect([ofDocs(found).length, found.shown, found.ledger.docs.asked]).toEqual([5, 2, 2]);
  });

  it('says nothing of it unless it is asked to, nor of old code and private names', async () => {
    expect(ofDocs(await review({ after: code }))).toEqual([]);
    const all = { find: 'all' } as const;
    const body = { before: code, after: code.replace('sum + item', 'sum - item'), docs: all };
    expect(ofDocs(await review(body))).toEqual([]);
    expect(ofDocs(await review({ after: code.replace('export ', ''), docs: all }))).toEqual([]);
  });

  it('writes no mask into a file', async () => {
    const after = `export const token = () => 'ghp_${'a1B2c3D4e5F6'.repeat(3)}';\n`;
    const [finding] = ofDocs(await review({ after, docs: { find: 'all' }, model: describer() }));
    expect(finding?.quote).toContain('[masked:');
    expect(finding?.suggestion).toBeNull();
  });
});

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { silentLog } from '../../../src/log.ts';
import { documentChange } from '../../../src/review/document-change.ts';
import type { Model } from '../../../src/review/ports.ts';
import { createDocSyntax } from '../../../src/syntax/declarations/create-doc-syntax.ts';
import { reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../ports/scripted-model.ts';
import { wasmFromNodeModules } from '../syntax/wasm-from-node-modules.ts';

const docSyntax = createDocSyntax({ ...wasmFromNodeModules(), log: silentLog });
const folder = mkdtempSync(join(tmpdir(), 'galley-docs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const git = (...args: string[]): string => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
git('init', '-q', '-b', 'main');

const prose = JSON.stringify({
  summary: 'Adds the numbers of a list.',
  params: { list: 'numbers to add' },
  returns: 'the total',
});

/** Documents what differs between two versions of files, as git shows it. */
async function run(
  files: Readonly<Record<string, readonly [before: string, after: string]>>,
  model: Model = scriptedModel([prose]),
) {
  const write = (version: 0 | 1): void => {
    for (const [path, texts] of Object.entries(files)) {
      mkdirSync(join(folder, path, '..'), { recursive: true });
      writeFileSync(join(folder, path), texts[version]);
    }
  };
  write(0);
  git('add', '-A');
  write(1);
  const diff = git('diff');
  git('add', '-A');
  const ports = reviewPorts({
    diff: '',
    head: Object.fromEntries(Object.entries(files).map(([path, [, after]]) => [path, after])),
    ports: {
      docSyntax,
      model,
      source: { title: 'a change', read: async () => ({ files: parseDiff(diff), context: 'blobs' }) },
    },
  });
  const docs = { scope: 'public', runtimeDocs: false, style: {}, isFiltered: true } as const;
  return documentChange({ ...reviewOptions, docs }, { ...ports, stopReason: () => '' });
}

const body = '  return list.reduce((total, one) => total + one, 0);\n}\n';
const sum = (name: string): string => `export function ${name}(list: number[]): number {\n${body}`;

describe('docs for a change', () => {
  it('are suggestions at their lines, and nothing of what was there before is asked about', async () => {
    const found = await run({ 'src/a.ts': [sum('old'), `${sum('old')}\n\n\n\n${sum('sum')}`] });
    expect(found).toMatchObject({ undocumented: 1, patch: '', patched: 0, reasons: [] });
    expect(found.findings).toMatchObject([
      {
        anchor: { path: 'src/a.ts', side: 'head', startLine: 8, endLine: 8 },
        rule: 'galley/undocumented',
        quote: 'export function sum(list: number[]): number {',
      },
    ]);
    const { replacement } = found.findings[0]?.suggestion ?? { replacement: '' };
    expect(replacement).toContain('Adds the numbers of a list.');
    expect(replacement.endsWith('\nexport function sum(list: number[]): number {')).toBe(true);
  });

  it('are a patch where the diff does not show their lines: git applies it, and it only adds', async () => {
    const long = (last: string): string =>
      `export function sum(\n  list: number[],\n${'  // which ones\n'.repeat(8)}  ${last}: number,\n): number {\n${body}`;
    const after = long('start');
    const found = await run({ 'src/b.ts': [long('from'), after] });
    expect(found).toMatchObject({ undocumented: 1, findings: [], patched: 1 });
    execFileSync('git', ['apply', '-'], { cwd: folder, input: found.patch });
    const applied = readFileSync(join(folder, 'src/b.ts'), 'utf8');
    expect(applied).toContain('Adds the numbers of a list.');
    expect(applied.endsWith(after)).toBe(true);
  });

  it('beyond what one review takes go into the patch too', async () => {
    const many = Array.from({ length: 28 }, (_, at) => sum(`sum${at}`)).join('\n');
    const found = await run({ 'src/c.ts': ['', many] });
    expect([found.undocumented, found.findings.length, found.patched]).toEqual([28, 25, 3]);
    execFileSync('git', ['apply', '--check', '-'], { cwd: folder, input: found.patch });
  });

  it('are not written where nothing is lacking: nobody is asked', async () => {
    const found = await run(
      { 'src/d.ts': ['', `/** Adds. */\n${sum('sum')}`] },
      missingModel('model-timeout'),
    );
    expect(found).toMatchObject({ undocumented: 0, findings: [], patch: '' });
  });

  it('say why one is left out', async () => {
    const crlf = sum('sum').replace(/\n/g, '\r\n');
    const found = await run(
      {
        'src/e.ts': ['', 'export function broken( {\n'],
        'src/f.ts': ['', sum('sum')],
        'src/g.ts': ['', crlf],
      },
      scriptedModel(['no form', 'no form', 'no form']),
    );
    expect(found.findings).toEqual([]);
    expect(found.reasons.reduce((all, { count }) => all + count, 0)).toBe(found.undocumented);
  });

  it('fail with the server, so that somebody tries again', async () => {
    await expect(run({ 'src/h.ts': ['', sum('sum')] }, missingModel('model-timeout'))).rejects.toMatchObject({
      code: 'model-timeout',
    });
  });
});

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasProgram } from '../../e2e/has-program.ts';
import { newComplaints, type Complaint } from './new-complaints.ts';
import { runProgram } from './run-program.ts';
import { writeSamples } from './write-samples.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('doclint', () => {
  it('has nothing to say of docs with all its checks', async (context) => {
    context.skip(!(await hasProgram('javac', ['-version'])), 'no javac');
    const samples = await writeSamples(
      'Shop.java',
      { usual: {}, narrow: { width: 60 } },
      18,
      (text, variant) => text.replace('package shop;', `package ${variant};`),
    );
    ({ folder } = samples);
    const files = ['before', ...samples.variants].map((variant) => join(variant, 'Shop.java'));
    // The checks are those of javadoc, in a compiler that writes no pages.
    const options = ['-Xdoclint:all/private', '-Xmaxwarns', '1000', '-proc:none', '-d', 'classes'];
    const { code, stderr } = await runProgram('javac', [...options, ...files], folder);
    expect(code).toBe(0);
    const said = [...stderr.matchAll(/^(\w+)\/Shop\.java:\d+: (.*)$/gm)];
    const of = (variant: string): Complaint[] =>
      said.flatMap(([, file, text = '']) => (file === variant ? [{ file: 'Shop.java', text }] : []));
    expect(of('before').length).toBeGreaterThan(20);
    for (const variant of samples.variants) expect(newComplaints(of('before'), of(variant))).toEqual([]);
  }, 120_000);
});

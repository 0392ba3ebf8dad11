import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasProgram } from '../../e2e/has-program.ts';
import { newComplaints, type Complaint } from './new-complaints.ts';
import { runProgram } from './run-program.ts';
import { writeSamples } from './write-samples.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lints = ['rustdoc::all', 'missing_docs', 'unused_doc_comments'].flatMap((lint) => ['-W', lint]);
const crate = ['--edition', '2021', '--crate-type', 'lib', 'lib.rs'];

describe('rustdoc', () => {
  it('has nothing to say of docs, and finds no test in them', async (context) => {
    context.skip(!(await hasProgram('rustdoc')), 'no rustdoc');
    const samples = await writeSamples('library.rs', { usual: {}, narrow: { width: 60 } }, 15);
    ({ folder } = samples);
    const modules = ['before', ...samples.variants].map(
      (variant) => `#[path = "${variant}/library.rs"]\npub mod ${variant};\n`,
    );
    writeFileSync(join(folder, 'lib.rs'), modules.join(''));
    const { code, stderr } = await runProgram(
      'rustdoc',
      [...lints, '--error-format', 'short', ...crate],
      folder,
    );
    expect(code).toBe(0);
    const said = [...stderr.matchAll(/^(\w+)\/library\.rs:\S+ (.*)$/gm)];
    const of = (variant: string): Complaint[] =>
      said.flatMap(([, file, text = '']) => (file === variant ? [{ file: 'library.rs', text }] : []));
    expect(of('before').length).toBeGreaterThan(15);
    for (const variant of samples.variants) expect(newComplaints(of('before'), of(variant))).toEqual([]);
    expect((await runProgram('rustdoc', ['--test', ...crate], folder)).stdout).toContain('running 0 tests');
  }, 120_000);
});

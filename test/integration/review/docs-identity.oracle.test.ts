import { join } from 'node:path';
import { expect, it } from 'vitest';
import { judgeInsertions } from '../../doubles/docs-oracle/judge-insertions.ts';
import { seededRandom } from '../../doubles/diff-oracle/seeded-random.ts';
import { corpusFiles, drawFiles, endings } from './docs-identity/corpus-files.ts';
import { runDocsIdentity } from './docs-identity/run-docs-identity.ts';

const corpus = join(import.meta.dirname, '../../../.peers/corpus');
const most = { ts: 80, js: 80, py: 80, go: 80, java: 80, rs: 80, cs: 80 };

it('changes no byte of real code, whatever it is to say of it', { timeout: 300_000 }, async (context) => {
  const files = drawFiles(corpusFiles(corpus), most, seededRandom(1));
  if (files.length < 520) context.skip('no corpus: bash scripts/peers/corpus.sh .peers/bin');
  const { tallies, tools } = await runDocsIdentity(files, { seed: 1, processes: 2 });
  const all = endings.map((ending) => tallies[ending]);
  expect([...all.flatMap(({ crashes, faults }) => [...crashes, ...faults]), ...tools.faults]).toEqual([]);
  expect(all.reduce((sum, { states }) => sum + states.documented, 0)).toBeGreaterThanOrEqual(500);
  for (const { counts } of all) {
    expect(counts.eligible).toBeGreaterThan(0);
    expect(counts.commented / counts.eligible).toBeGreaterThanOrEqual(0.9);
    expect(counts.hostile).toBeGreaterThan(0);
  }
});

it.each([
  ['ts', 'const a = () => {\n  return\n  b;\n};\n', 15, '/** x */ evil();\n', 'not a comment alone'],
  ['ts', 'const a = `\nb`;\n', 12, '/** x */\n', 'the code is not the same'],
  ['ts', 'return 1;\n', 7, '/** x\n */\n', 'not at the start of a line'],
  ['java', 'class A {}\n', 0, '/** \\u002a/ int a; */\n', 'not a comment alone'],
  ['java', 'String a = """\nb""";\n', 15, '/** x */\n', 'the code is not the same'],
  ['go', 'var a = `\nb`\n', 10, '// x\n', 'the code is not the same'],
  ['rs', 'let a = "\nb";\n', 10, '/// x\n', 'the code is not the same'],
  ['cs', 'var a = @"\nb";\n', 11, '/// x\n', 'the code is not the same'],
  ['cs', 'int a;\n', 0, '/// x\u2028int b;\n', 'not a comment alone'],
  ['py', 'def a():\n    b()\n', 9, '    """x\\"""\n', 'not a comment alone'],
])('has an oracle for .%s that sees a fault in %j', (ending, before, at, text, fault) => {
  const after = before.slice(0, at) + text + before.slice(at);
  expect(judgeInsertions(ending, before, after, [{ at, text }]).join('\n')).toContain(fault);
  expect(judgeInsertions(ending, before, `${after} `, [{ at, text }])).toContain(
    'bytes of the code have changed',
  );
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startModelServer } from '../../doubles/model-server/start-model-server.ts';
import { galleyAt, temporaryFolder } from '../../e2e/galley-process.ts';
import { sampleRepository } from '../../e2e/sample-change.ts';

const formats = 'json jsonl sarif rdjson github gitlab checkstyle junit markdown agent'.split(' ');

describe('what a model or a change says', () => {
  it('steers no terminal, forge or log', async () => {
    const line = 'var hostile = "\u001b[31m\u0007\u009b2J";';
    const problem =
      'Breaks.\u001b]8;;http://evil/\u0007 @everyone ![x](http://evil/p) <img src=x> \u202etxt ::error::gone /merge';
    const repository = sampleRepository();
    repository.write('a\u001b[2J.dart', `${line}\n`);
    repository.write('b.dart', `${line}\n`);
    const finding = { quote: line, problem, severity: 'error', category: 'correctness' };
    const server = await startModelServer({
      replies: [{ when: '+var hostile', text: JSON.stringify({ findings: [finding] }) }],
    });
    const folder = temporaryFolder();
    const targets = formats.flatMap((format) => ['--format', `${format}=${join(folder, format)}`]);
    const run = await galleyAt(temporaryFolder())(['review', '--server', server.url, ...targets], {
      cwd: repository.root,
      env: { GALLEY_LOG: 'debug' },
    });
    await server.close();
    expect(run.code, run.stderr).toBe(1);
    expect(run.stdout).toContain('b.dart:1');
    const outputs = [
      run.stdout,
      run.stderr,
      ...formats.map((name) => readFileSync(join(folder, name), 'utf8')),
    ];
    for (const [index, text] of outputs.entries()) {
      const name = ['stdout', 'stderr', ...formats][index];
      expect(text, name).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }
    const markdown = readFileSync(join(folder, 'markdown'), 'utf8');
    expect(markdown).not.toMatch(/(?<!\\)!\[|<img|(?<![\w\\`])@everyone/);
    expect(readFileSync(join(folder, 'github'), 'utf8')).not.toMatch(/^::error::gone/m);
  });
});

import { writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { createStagedWriter } from '../../../../src/git/staged/create-staged-writer.ts';
import type { StagedEdit, StagedFile } from '../../../../src/review/ports.ts';

/**
 * A pre-commit hook that writes a doc above each new function, found by a regular expression. It is bundled and run by real
 * git. What it does besides is said in its environment: `HOOK_STOP` a step and a signal at which it ends itself (or
 * its whole group), `HOOK_MEANWHILE` a git command between reading and writing, `HOOK_REPORT` a file for what it found.
 */
const head = /^([ \t]*)(?:export )?function (\w+)\(/;

function document(text: string, isWanted: (line: number) => boolean): StagedEdit['insertions'] {
  const insertions: { at: number; text: string; symbol: string }[] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  const lines = text.slice(at).split('\n');
  for (const [i, line] of lines.entries()) {
    const [, indent = '', symbol = ''] = head.exec(line) ?? [];
    const isNew = symbol !== '' && isWanted(i + 1) && !/\*\/\s*$/.test(lines[i - 1] ?? '');
    const eol = line.endsWith('\r') ? '\r\n' : '\n';
    if (isNew) insertions.push({ at, text: `${indent}/** doc: ${symbol} */${eol}`, symbol });
    at += line.length + 1;
  }
  return insertions;
}

function toEdit(file: StagedFile): StagedEdit {
  const insertions = document(file.text, (line) =>
    file.added.some(({ first, last }) => first <= line && line <= last),
  );
  const signatures = new Map(insertions.map(({ at, symbol }) => [symbol, lineAt(file.text, at)]));
  return {
    file,
    insertions,
    reanchor: async (text) => {
      const again = document(text, () => true).filter(
        ({ symbol, at }) => signatures.get(symbol) === lineAt(text, at),
      );
      if (again.length < insertions.length) return undefined;
      return again.reduceRight((done, { at, text: doc }) => done.slice(0, at) + doc + done.slice(at), text);
    },
  };
}

function lineAt(text: string, at: number): string {
  return text.slice(at).split(/\r?\n/, 1)[0] ?? '';
}

async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const [step, signal = 'SIGKILL'] = (env['HOOK_STOP'] ?? '').split(' ');
  const writer = createStagedWriter({
    cwd: process.cwd(),
    env,
    onStep: (done) => {
      if (done !== step) return;
      // As a terminal does it: to git, the shell and this process.
      process.kill(signal === 'SIGINT' ? 0 : process.pid, signal);
    },
  });
  if (/^\d+$/.test(step ?? '')) setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(step));
  const read = await writer.read(new AbortController().signal);
  if (env['HOOK_MEANWHILE']) {
    const { GIT_INDEX_FILE: _, ...rest } = env;
    spawnSync('sh', ['-c', env['HOOK_MEANWHILE']], { env: rest });
  }
  const edits = read.files.map(toEdit).filter(({ insertions }) => insertions.length > 0);
  const outcomes = await writer.write(edits);
  const report = {
    stop: read.stop,
    skipped: read.skipped,
    outcomes,
    added: read.files.map(({ path, added }) => ({ path, added })),
  };
  if (env['HOOK_REPORT']) writeFileSync(env['HOOK_REPORT'], JSON.stringify(report));
}

await main(process.env).catch((error: unknown) => {
  if (process.env['HOOK_REPORT'])
    writeFileSync(process.env['HOOK_REPORT'], JSON.stringify({ error: String(error) }));
});

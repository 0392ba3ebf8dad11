import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { cannotRun, renderNightly, type NightlyRun } from './nightly-report.ts';

/**
 * Runs every script of scripts/nightly, one after the other, and writes their last lines into bench/NIGHTLY.md.
 *
 * Usage: npm run nightly [-- NAME ...]. With names only those run; the results of the others are kept.
 */
const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const names = readdirSync(join(import.meta.dirname, 'nightly'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .filter((name) => wanted.length === 0 || wanted.includes(name))
  .sort();

const runs: NightlyRun[] = [];
for (const name of names) runs.push(await run(name));

const file = join(root, 'bench/NIGHTLY.md');
const report = renderNightly(
  runs,
  {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    machine: `${cpus().length} cores, ${process.platform} ${process.arch}`,
  },
  existsSync(file) ? readFileSync(file, 'utf8') : '',
);
console.log(`\n${report}`);
writeFileSync(file, report);
const failed = runs.filter(({ exitCode }) => exitCode !== 0 && exitCode !== cannotRun);
process.exitCode = runs.length > 0 && failed.length === 0 ? 0 : 1;

/** Shows all output while it comes and keeps the last line: the script's own summary. */
async function run(name: string): Promise<NightlyRun> {
  const command = `npx tsx scripts/nightly/${name}.ts`;
  console.log(`== ${command}`);
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/nightly/${name}.ts`], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let lastLine = '';
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    lastLine = lines.findLast((line) => line.trim() !== '') ?? lastLine;
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
  return { command, exitCode, result: rest.trim() || lastLine.trim() };
}

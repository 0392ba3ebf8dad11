import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { measureAction } from './action/measure-action.ts';
import { measureApp } from './app/measure-app.ts';
import { buildSubject, type Subject } from './build-subject.ts';
import { measureCoverage } from './coverage/measure-coverage.ts';
import { measureRunCost } from './coverage/measure-run-cost.ts';
import { measureCut } from './cut.ts';
import type { Figure, Result } from './figure.ts';
import { measureHook } from './hook/measure-hook.ts';
import { measureMemory } from './memory.ts';
import { measureRules } from './rules.ts';
import { measureStartup } from './startup.ts';
import { measureCandidates } from './tests/candidate-cost.ts';
import { measureTokens } from './tokens.ts';

/** `npm run bench [-- NAME...]`: measures, prints, and replaces the sections it measured in RESULTS.md. */
const benches: Readonly<Record<string, (subject: Subject) => Result | Promise<Result>>> = {
  startup: measureStartup,
  hook: measureHook,
  action: measureAction,
  app: measureApp,
  coverage: (subject) => measureCoverage(subject),
  'coverage-run': (subject) => measureRunCost(subject),
  candidates: () => measureCandidates(),
  cut: measureCut,
  rules: measureRules,
  memory: measureMemory,
  tokens: measureTokens,
};
const file = join(import.meta.dirname, 'RESULTS.md');
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}

const subject = await buildSubject();
try {
  for (const [name, measure] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const load = loadavg()[0] ?? 0;
    const section = render(name, await measure(subject), load);
    process.stdout.write(`${section}\n`);
    writeFileSync(file, replaceSection(readResults(), name, section));
  }
} finally {
  subject.remove();
}

function render(name: string, { title, method, figures }: Result, load: number): string {
  const rows = figures.map(({ name: what, value, target, ...rest }) =>
    [what, value, target, mark(rest)].join(' | '),
  );
  return [
    `## ${title}`,
    `${machine()}; load ${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after. Repeat: \`npm run bench -- ${name}\``,
    method,
    [
      '| Figure | Measured | Target | Met |',
      '| --- | --- | --- | --- |',
      ...rows.map((row) => `| ${row} |`),
    ].join('\n'),
  ].join('\n\n');
}

function mark({ met }: Pick<Figure, 'met'>): string {
  return met === undefined ? '' : met ? 'yes' : 'no';
}

function machine(): string {
  const [first] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const git = execFileSync('git', ['--version'], { encoding: 'utf8' }).trim();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, commit ${commit}, Node ${process.version}, ${git}, ${process.platform} ${process.arch}, ${cpus().length} x ${first?.model.trim() ?? ''}, ${memory}`;
}

function readResults(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '# What was measured\n\nWritten by `npm run bench`. Ratios compare runs taken in turn, in one go; other load on the machine hurts all figures in seconds.\n';
  }
}

/** Sections keep their place; a new one goes to the end. */
function replaceSection(text: string, name: string, section: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end ${name} -->`];
  const from = text.indexOf(begin);
  const marked = `${begin}\n\n${section}\n\n${end}`;
  if (from < 0) return `${text.trimEnd()}\n\n${marked}\n`;
  return text.slice(0, from) + marked + text.slice(text.indexOf(end, from) + end.length);
}

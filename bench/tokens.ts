import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Subject } from './build-subject.ts';
import { startCountingProxy, type CountingProxy, type ServerCost } from './counting-proxy.ts';
import { atMost, plain, round, type Figure, type Result } from './figure.ts';

const model = 'qwen2.5-coder:1.5b';
const server = new URL(process.env['GALLEY_BENCH_SERVER'] ?? 'http://127.0.0.1:11434');
const fixtures = join(import.meta.dirname, 'fixtures');

/** As much of the JSON report as the figures need. */
interface Report {
  readonly verdict: string;
  readonly ledger: {
    readonly changedLines: number;
    readonly calls: number;
    readonly tokens: Tokens;
    readonly model: { readonly check: Tokens | null } | null;
  };
}

interface Tokens {
  readonly prompt: number;
  readonly evaluated: number;
  readonly reply: number;
}

interface Run {
  readonly report: Report;
  readonly seconds: number;
  readonly cost: ServerCost;
}

/** What changes of about ten lines cost with a real model behind Ollama: each first with an empty cache, then again. */
export async function measureTokens(subject: Subject): Promise<Result> {
  const proxy = await startCountingProxy(server);
  try {
    const names = readdirSync(fixtures).sort();
    const figures: Figure[] = [];
    for (const name of names) figures.push(...describe(name, await measureChange([name], subject, proxy)));
    const { first } = await measureChange(names, subject, proxy);
    return {
      title: 'Tokens',
      method: `${model}, a cache folder of its own for each change, so that the check of the server's abilities counts too; tokens as the server counts them.`,
      figures: [...figures, ...shares(first)],
    };
  } finally {
    await proxy.close();
  }
}

function describe(name: string, { first, again }: Runs): Figure[] {
  const { report, seconds, cost } = first;
  const { changedLines, tokens } = report.ledger;
  return [
    atMost(`${name}, prompt tokens sent`, cost.promptTokens, 1500, '', `${cost.calls} calls`),
    atMost(`${name}, prompt tokens evaluated`, tokens.evaluated, 2500, ''),
    atMost(
      `${name}, cold`,
      seconds,
      25,
      ' s',
      `${changedLines} lines, ${tokens.reply} reply tokens, ${report.verdict}`,
    ),
    atMost(`${name}, again`, again.seconds, 1, ' s'),
    atMost(`${name}, calls when asked again`, again.cost.calls, 0, ''),
  ];
}

/** Of one review of all changes together: only within one can questions share a prefix. */
function shares({ report, cost }: Run): Figure[] {
  const { changedLines, model: card } = report.ledger;
  const check = card?.check ?? { prompt: 0, evaluated: 0, reply: 0 };
  const calls = report.ledger.calls - (card?.check ? 1 : 0);
  const tokens = less(report.ledger.tokens, check);
  const each = (value: number): string => round(value / Math.max(1, calls));
  return [
    plain('together, prompt tokens a changed line, all calls', round(cost.promptTokens / changedLines)),
    plain('together, prompt tokens a changed line, questions', round(tokens.prompt / changedLines)),
    plain('together, prefix-cache share', `${round((1 - tokens.evaluated / tokens.prompt) * 100)} %`),
    plain(
      'together, one question',
      `${each(changedLines)} changed lines, ${each(tokens.prompt)} prompt tokens (${each(tokens.evaluated)} evaluated), ${each(tokens.reply)} reply tokens`,
    ),
  ];
}

/** The Ledger counts the check of the server's abilities; a figure about questions must not. */
function less(all: Tokens, check: Tokens): Tokens {
  return {
    prompt: all.prompt - check.prompt,
    evaluated: all.evaluated - check.evaluated,
    reply: all.reply - check.reply,
  };
}

interface Runs {
  readonly first: Run;
  readonly again: Run;
}

async function measureChange(
  names: readonly string[],
  subject: Subject,
  proxy: CountingProxy,
): Promise<Runs> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const cache = mkdtempSync(join(tmpdir(), 'galley-cache-'));
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder });
  const put = (version: string): unknown => {
    for (const name of names) copyFileSync(join(fixtures, name, `${version}.ts`), join(folder, `${name}.ts`));
    return git('add', '.');
  };
  try {
    git('init', '-q', '-b', 'main');
    put('before');
    git('-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '-qm', 'base');
    put('after');
    const review = async (): Promise<Run> => {
      const start = performance.now();
      const report = await runGalley(subject.galley, folder, proxy.url, cache);
      const seconds = (performance.now() - start) / 1000;
      return { report, seconds, cost: await proxy.take() };
    };
    return { first: await review(), again: await review() };
  } finally {
    for (const each of [folder, cache]) rmSync(each, { recursive: true, force: true });
  }
}

async function runGalley(galley: string, cwd: string, url: string, cache: string): Promise<Report> {
  const where = ['--server', url, '--backend', 'ollama', '--model', model, '--cache-directory', cache];
  const args = [galley, 'review', '--staged', '--fail-on', 'none', '--format', 'json', ...where];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, maxBuffer: 2 ** 26 });
  return JSON.parse(stdout) as Report;
}

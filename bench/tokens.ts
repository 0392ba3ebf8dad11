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
    readonly tokens: { readonly prompt: number; readonly evaluated: number; readonly reply: number };
  };
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
    const figures: Figure[] = [];
    const cold: Run[] = [];
    for (const name of readdirSync(fixtures).sort()) {
      const { first, again } = await measureFixture(name, subject, proxy);
      cold.push(first);
      const { cost, report, seconds } = first;
      const lines = report.ledger.changedLines;
      figures.push(
        atMost(`${name}, prompt tokens in all calls`, cost.promptTokens, 1500, '', `${cost.calls} calls`),
        atMost(
          `${name}, cold`,
          seconds,
          40,
          ' s',
          `${lines} lines, ${cost.replyTokens} reply tokens, ${report.verdict}`,
        ),
        atMost(`${name}, again`, again.seconds, 1, ' s', `${again.cost.calls} calls`),
        atMost(`${name}, calls when asked again`, again.cost.calls, 0, ''),
      );
    }
    return {
      title: 'Tokens',
      method: `${model}, a cache folder of its own for each change, so that the check of the server's abilities counts too; tokens as the server counts them.`,
      figures: [...figures, ...shares(cold)],
    };
  } finally {
    await proxy.close();
  }
}

/** Over all first runs. */
function shares(runs: readonly Run[]): Figure[] {
  const sum = (value: (run: Run) => number): number => runs.reduce((total, run) => total + value(run), 0);
  const lines = sum(({ report }) => report.ledger.changedLines);
  const forms = sum(({ report }) => report.ledger.tokens.prompt);
  const calls = Math.max(
    1,
    sum(({ report }) => report.ledger.calls),
  );
  const evaluated = sum(({ report }) => report.ledger.tokens.evaluated);
  return [
    plain('prompt tokens a changed line, all calls', round(sum(({ cost }) => cost.promptTokens) / lines)),
    plain('prompt tokens a changed line, forms', round(forms / lines)),
    plain('prefix-cache share of the forms', `${round((1 - evaluated / forms) * 100)} %`),
    plain(
      'a form',
      `${round(lines / calls)} changed lines, ${round(forms / calls)} prompt tokens (${round(evaluated / calls)} evaluated), ${round(sum(({ report }) => report.ledger.tokens.reply) / calls)} reply tokens`,
    ),
  ];
}

async function measureFixture(
  name: string,
  subject: Subject,
  proxy: CountingProxy,
): Promise<{ first: Run; again: Run }> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const cache = mkdtempSync(join(tmpdir(), 'galley-cache-'));
  const git = (...args: string[]): unknown => execFileSync('git', args, { cwd: folder });
  const put = (version: string): unknown => {
    copyFileSync(join(fixtures, name, `${version}.ts`), join(folder, `${name}.ts`));
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
      return { report, seconds: (performance.now() - start) / 1000, cost: proxy.take() };
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

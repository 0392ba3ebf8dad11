import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../../src/entry/app/metrics/create-metrics.ts';
import type { Overview, Totals } from '../../../src/review/jobs/job-records.ts';
import { readDeploy } from './read-deploy.ts';

interface Panel {
  readonly title: string;
  readonly targets?: readonly { readonly expr: string }[];
}

const { panels } = JSON.parse(readDeploy('grafana.json')) as { readonly panels: readonly Panel[] };
const queries = panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ title, expr })));

const overview: Overview = {
  ...{ waiting: 1, active: 1, dead: 1, oldestDueAt: 0, reviews: 1 },
  ...{ medianMs: undefined, p95Ms: undefined },
};
const totals: Totals = {
  verdicts: { clean: 1, findings: 1, incomplete: 1 },
  requested: { clean: 1, findings: 0, incomplete: 0 },
  rules: [{ rule: 'galley/example', posted: 2, fixed: 1, dismissed: 1 }],
  models: [{ model: 'example', promptTokens: 9, replyTokens: 1, seconds: 2 }],
  deliveries: { posted: 1, superseded: 0, duplicate: 0, ignored: 1, dead: 0, open: 1 },
};

async function readMetrics(): Promise<string> {
  const records = { overview: () => Promise.resolve(overview), totals: () => Promise.resolve(totals) };
  const metrics = createMetrics(
    records,
    () => 1000,
    (error) => expect.unreachable(String(error)),
  );
  metrics.onWebhook(202, 5);
  metrics.onApiCall({ method: 'GET', status: 200, resource: 'core', remaining: 4999 }, 1);
  return (await metrics.render()).text;
}

describe('grafana.json', () => {
  it('asks only for what /metrics tells, by labels that are there', async () => {
    const lines = (await readMetrics()).split('\n').filter((line) => !line.startsWith('#'));
    expect(queries.length).toBeGreaterThan(10);
    for (const { title, expr } of queries) {
      const names = expr.match(/\bgalley_\w+/g) ?? [];
      expect(names, title).not.toEqual([]);
      for (const name of names) {
        const samples = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
        expect(samples, `${title}: ${name}`).not.toEqual([]);
        for (const label of labelsOf(expr))
          expect(samples.join('\n'), `${title}: ${name}, ${label}`).toContain(`${label}="`);
      }
    }
  });

  it('takes what every process reads from the database once, and what each counts itself together', () => {
    const ownCounts = /galley_(?:webhook_seconds|github_requests)/;
    for (const { title, expr } of queries.filter((query) => /_total|_bucket|_count/.test(query.expr))) {
      if (expr.includes('process_')) continue;
      expect(/\bmax by/.test(expr), title).toBe(!ownCounts.test(expr));
    }
  });
});

describe('the rules of SERVER.md', () => {
  const text = readFileSync('docs/SERVER.md', 'utf8');
  const rules = [...text.matchAll(/alert: (\w+), expr: '?([^',]*)/g)].map(([, alert, expr = '']) => ({
    alert,
    expr,
  }));

  it('ask for what /metrics tells, and for the growth of what only grows', async () => {
    const told = await readMetrics();
    expect(rules.map(({ alert }) => alert)).toContain('GalleyGaveUp');
    for (const { alert, expr } of rules) {
      for (const name of expr.match(/\bgalley_\w+/g) ?? []) expect(told, alert).toContain(`# TYPE ${name} `);
      const grown = /\b(increase|rate|delta)\((galley_\w+)/.exec(expr);
      if (grown === null) continue;
      const [, how, name] = grown;
      expect(told, alert).toContain(`# TYPE ${name} ${how === 'delta' ? 'gauge' : 'counter'}`);
    }
  });
});

/** What a query groups by, but for what Prometheus adds by itself. */
function labelsOf(expr: string): string[] {
  const added = new Set(['job', 'instance']);
  const groups = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = '']) => names.split(', '));
  return groups.filter((name) => !added.has(name));
}

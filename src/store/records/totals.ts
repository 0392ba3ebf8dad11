import type { Totals } from '../../review/jobs/job-records.ts';
import type { Sql } from '../database.ts';

interface Counted {
  readonly kind: string;
  readonly name: string;
  readonly amount: number;
}

export async function totals(sql: Sql): Promise<Totals> {
  const tally = await sql.query<Counted>(
    'select kind, name, sum(amount)::float8 as amount from galley.tally group by kind, name order by name',
    [],
  );
  const kept = await sql.query<Counted>(
    `select 'delivery' as kind, coalesce(ended, 'open') as name, count(*)::float8 as amount
     from galley.deliveries group by ended`,
    [],
  );
  const counts = [...tally, ...kept];
  const amount = (kind: string, name: string): number =>
    counts.reduce((sum, one) => sum + (one.kind === kind && one.name === name ? one.amount : 0), 0);
  const namesOf = (prefix: string): string[] => [
    ...new Set(counts.filter(({ kind }) => kind.startsWith(prefix)).map(({ name }) => name)),
  ];
  const byVerdict = (kind: string): Totals['verdicts'] => ({
    clean: amount(kind, 'clean'),
    findings: amount(kind, 'findings'),
    incomplete: amount(kind, 'incomplete'),
  });
  const delivered = (end: string): number => amount('delivery', end);
  return {
    verdicts: byVerdict('verdict'),
    requested: byVerdict('verdict-request'),
    rules: namesOf('rule-').map((rule) => ({
      rule,
      posted: amount('rule-posted', rule),
      fixed: amount('rule-fixed', rule),
      dismissed: amount('rule-dismissed', rule),
    })),
    models: namesOf('model-').map((model) => ({
      model,
      promptTokens: amount('model-prompt', model),
      replyTokens: amount('model-reply', model),
      seconds: amount('model-seconds', model),
    })),
    deliveries: {
      ...{ open: delivered('open'), posted: delivered('posted'), superseded: delivered('superseded') },
      ...{ duplicate: delivered('duplicate'), ignored: delivered('ignored'), dead: delivered('dead') },
    },
  };
}

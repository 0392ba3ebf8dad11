import type { ConfigurationRuns } from './render-results.ts';
import { isKeptAside } from './kept-aside.ts';
import type { SectionFacts } from './render-section.ts';

/** Every run with every finding, for whoever looks for what went wrong. */
export function toJson(facts: SectionFacts, all: readonly ConfigurationRuns[]): string {
  const runs = all.flatMap(({ name, runs: own }) =>
    own.map(({ found, findings, broken, cost }) => ({
      configuration: name,
      case: found.id,
      language: found.language,
      kind: found.kind,
      isKeptAside: isKeptAside(found),
      bugs: found.bugs.length,
      broken,
      cost,
      findings: findings.map(({ finding, source, isTrue, hits, onLine }) => ({
        source,
        rule: finding.rule,
        severity: finding.severity,
        title: finding.title,
        anchor: finding.anchor,
        isTrue: isTrue ?? null,
        hits,
        onLine,
      })),
    })),
  );
  return `${JSON.stringify({ ...facts, runs }, null, 1)}\n`;
}

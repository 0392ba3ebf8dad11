import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredRules } from '../../src/entry/cli/rules/measured-rules.ts';
import { readRuleHits } from './read-rule-hits.ts';

/** Writes what people judged of the rules' hits as JSON, for `galley explain`. */
export function writeMeasuredRules(root: string, target: string): void {
  writeFileSync(target, JSON.stringify(readMeasuredRules(root)));
}

export function readMeasuredRules(root: string): MeasuredRules {
  const folder = join(root, 'bench/review');
  const parts = join(folder, 'rule-hits');
  const files = existsSync(parts) ? readdirSync(parts).sort() : [];
  const texts = ['RULE-HITS.md', ...files.map((name) => `rule-hits/${name}`)].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  return readRuleHits(texts.join('\n'));
}

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MeasuredRules } from '../../src/entry/cli/rules/measured-rules.ts';
import { readRuleHits } from './read-rule-hits.ts';

/** Writes what people judged of the rules' hits as JSON, for `galley explain`. */
export function writeMeasuredRules(root: string, target: string): void {
  writeFileSync(target, JSON.stringify(readMeasuredRules(root)));
}

export function readMeasuredRules(root: string): MeasuredRules {
  return readRuleHits(readFileSync(join(root, 'bench/review/RULE-HITS.md'), 'utf8'));
}

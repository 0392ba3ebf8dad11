import type { ReportFormat } from '../report.ts';

/** Top-level keys that give a JSON report away; everything else may be istanbul's, whose keys are paths. */
const firstKeys: Readonly<Record<string, ReportFormat | 'pack'>> = {
  galleyCoverage: 'pack',
  result: 'v8',
  'source-map-cache': 'v8',
  timestamp: 'v8',
  data: 'llvm-cov',
  type: 'llvm-cov',
  meta: 'coverage.py',
  files: 'coverage.py',
  totals: 'coverage.py',
};

/**
 * Tells what a report is by how it begins, whatever its name. Undefined: nothing that is known. What it says later may
 * still be wrong.
 *
 * @param start the first characters, at least a few hundred where there are so many
 */
export function detectFormat(start: string): ReportFormat | 'pack' | undefined {
  const text = start.replace(/^\uFEFF/, '').trimStart();
  if (text.startsWith('{')) return jsonFormat(text.slice(1).trimStart());
  if (text.startsWith('<')) return xmlFormat(text);
  if (/^mode: *(set|count|atomic)\b/.test(text)) return 'go';
  if (/^(#[^\n]*\n\s*)*(TN|SF):/.test(text)) return 'lcov';
  return undefined;
}

function jsonFormat(text: string): ReportFormat | 'pack' | undefined {
  if (text.startsWith('}')) return 'istanbul';
  const key = /^"((?:[^"\\]|\\.){0,4000})/.exec(text)?.[1];
  if (key === undefined) return undefined;
  return Object.hasOwn(firstKeys, key) ? firstKeys[key] : 'istanbul';
}

function xmlFormat(text: string): ReportFormat | undefined {
  const withoutProlog = text.replace(/<\?[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/g, '');
  const root = /<([A-Za-z:_][\w:.-]*)([^>]*)/.exec(withoutProlog);
  if (root?.[1] === 'report') return 'jacoco';
  // Clover's root has the same name.
  if (root?.[1] === 'coverage' && !/\bclover\s*=|\bgenerated\s*=/.test(root[2] ?? '')) return 'cobertura';
  return undefined;
}

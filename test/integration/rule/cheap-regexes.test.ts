import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseRules } from '../../../src/rule/parse-rules.ts';
import { cheapRegex } from '../../../scripts/build/cheapen-regexes.ts';
import { buildEngine, type BuiltEngine } from '../syntax/ast-grep/build-engine.ts';

const folder = join(import.meta.dirname, '../../../src/rule/built-in');
const written = readdirSync(folder).flatMap(
  (name) =>
    parseRules({ path: name, text: readFileSync(join(folder, name), 'utf8'), origin: 'built-in' }).rules,
);
let built: BuiltEngine;
beforeAll(async () => {
  built = await buildEngine();
});
afterAll(() => built.remove());

it('matches the same nodes of all examples as the expressions that people wrote', async () => {
  const engine = built.open('native', { limitMs: 10_000 });
  const different: string[] = [];
  for (const { id, syntax, valid, invalid, languages } of written) {
    const text = [...valid, ...invalid.map(({ code }) => code)].join('\n\n');
    const regexes = regexesOf(syntax).filter((regex) => cheapRegex(regex) !== regex);
    const { matches, skipped } = await engine.match({
      language: languages[0] ?? '',
      text,
      rules: [...regexes, ...regexes.map(cheapRegex)].map((regex) => ({ rule: { regex } })),
    });
    expect(skipped).toEqual([]);
    const starts = matches.map((list) => list.map(({ start, end }) => `${start}-${end}`).join(' '));
    for (const [index, regex] of regexes.entries())
      if (starts[index] !== starts[regexes.length + index]) different.push(`${id}: ${regex}`);
  }
  expect(different).toEqual([]);
});

function regexesOf(value: unknown, key = ''): string[] {
  if (key === 'regex' && typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => regexesOf(one, name));
}

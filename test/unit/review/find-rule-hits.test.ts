import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { findRuleHits } from '../../../src/review/find-rule-hits.ts';
import type { Rule } from '../../../src/rule/rule.ts';
import { memoryRuleEngine } from '../../ports/memory-rule-engine.ts';
import { makeRule } from '../rule/make-rule.ts';

/** A head text and its diff: lines that begin with `+` are added, in hunks of what lies between `---` lines. */
function changeOf(...marked: string[]) {
  const hunks: string[] = [];
  const lines: string[] = [];
  let from = 0;
  let open: string[] = [];
  const flush = (): void => {
    const added = open.filter((line) => line.startsWith('+')).length;
    if (added > 0)
      hunks.push(`@@ -${from + 1},${open.length - added} +${from + 1},${open.length} @@`, ...open);
    open = [];
    from = lines.length;
  };
  for (const line of marked) {
    if (line === '---') {
      flush();
      // Lines that no hunk shows.
      lines.push('', '', '', '');
      from = lines.length;
    } else {
      open.push(line.startsWith('+') ? line : ` ${line}`);
      lines.push(line.replace(/^\+/, ''));
    }
  }
  flush();
  const diff = ['diff --git a/a.ts b/a.ts', 'index 1..2 100644', '--- a/a.ts', '+++ b/a.ts', ...hunks, ''];
  const [file] = parseDiff(diff.join('\n'));
  if (!file) throw new Error('no file');
  return { file, text: `${lines.join('\n')}\n` };
}

async function hitsOf(rule: Rule, ...marked: string[]) {
  const { file, text } = changeOf(...marked);
  const { hits } = await findRuleHits(file, text, [rule], memoryRuleEngine());
  return hits.map(({ lines, replacement }) => [lines.first, lines.last, replacement]);
}

describe('findRuleHits', () => {
  it('stays silent about lines that the change did not add', async () => {
    expect(await hitsOf(makeRule('bad'), 'bad', '+good', 'bad')).toEqual([]);
    expect(await hitsOf(makeRule('bad'), 'bad', '+bad', 'bad')).toEqual([[2, 2, undefined]]);
  });

  it('shows a match at its first added line, in one hunk', async () => {
    const long = makeRule('begin[^]*?end');
    expect(await hitsOf(long, 'begin', '+x', '+y', 'end')).toEqual([[2, 2, undefined]]);
    expect(await hitsOf(long, 'begin', '---', '+x', '---', '+y', 'end')).toEqual([[6, 6, undefined]]);
  });

  it('looks at the variable that the rule points at', async () => {
    const rule = makeRule('begin[^]*?(?<X>x+)[^]*?end', { at: 'X' });
    expect(await hitsOf(rule, 'begin', '+x', 'end')).toEqual([[2, 2, undefined]]);
    expect(await hitsOf(rule, 'begin', 'x', '+new', 'end')).toEqual([]);
  });

  it('says the same once a line', async () => {
    expect(await hitsOf(makeRule('bad'), '+bad bad')).toHaveLength(1);
  });

  it('suggests a fix for exactly the lines that it changes', async () => {
    const rule = makeRule('bad', { fix: 'good' });
    expect(await hitsOf(rule, 'a', '+  bad;', 'c')).toEqual([[2, 2, '  good;']]);
    const call = makeRule('f\\(\\n(?<A>.*)\\n\\)', { fix: 'g($A)' });
    expect(await hitsOf(call, 'f(', '+1', ')')).toEqual([[1, 3, 'g(1)']]);
  });

  it('suggests no fix outside of a hunk, with new errors, without effect, or made of a masked credential', async () => {
    expect(await hitsOf(makeRule('begin[^]*?end', { fix: 'x' }), '+begin', '---', '+end')).toEqual([[1, 1, undefined]]); // prettier-ignore
    expect(await hitsOf(makeRule('bad', { fix: '<error>' }), '+bad')).toEqual([[1, 1, undefined]]);
    expect(await hitsOf(makeRule('bad', { fix: 'not bad' }), '+bad')).toEqual([[1, 1, undefined]]);
    expect(await hitsOf(makeRule('bad', { fix: 'good' }), '+bad [masked:token]')).toEqual([
      [1, 1, undefined],
    ]);
  });

  it('asks the engine nothing where no rule is a candidate', async () => {
    const engine = memoryRuleEngine();
    const { file, text } = changeOf('+good');
    await findRuleHits(file, text, [makeRule('bad', { hints: ['bad'] })], engine);
    expect(engine.requests).toEqual([]);
  });

  it('tells which rules were not tried, and takes a family of languages as it is', async () => {
    const rules = [
      makeRule('slow'),
      makeRule('', { syntax: { rule: {} } }),
      makeRule('', { syntax: { rule: {} }, languages: ['javascript', 'typescript'] }),
    ];
    const { file, text } = changeOf('+good');
    const { skipped } = await findRuleHits(file, text, rules, memoryRuleEngine());
    expect(skipped.map(({ path, reason, text: told }) => [path, reason, told])).toEqual([
      ['a.ts', 'slow', 'it took 300 ms'],
      ['a.ts', 'broken', 'not understood'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { placesOf, triggersFor } from '../../../src/probe/places.ts';
import type { Probe, Trigger } from '../../../src/probe/probe.ts';
import { addedRuns } from '../../../src/rule/added-lines.ts';
import type { SyntaxMatch } from '../../../src/rule/syntax-rule.ts';

const script: Trigger = { languages: ['typescript', 'tsx'], syntax: { rule: {} } };
const call: Trigger = { languages: ['typescript'], syntax: { rule: {} }, at: 'CALL' };
const probe: Probe = {
  id: 'missing-await',
  path: 'p.yml',
  category: 'concurrency',
  severity: 'error',
  title: 'T',
  message: 'Await {CALL}.',
  triggers: [script, call],
  questions: ['Is `{CALL}` awaited?', 'Await?'],
  bad: [],
  good: [],
};

const [file] = parseDiff(`diff --git a/a.ts b/a.ts
--- a/a.ts
+++ b/a.ts
@@ -1,2 +1,4 @@
 one
+two
+three
 four
`);
const runs = file === undefined ? [] : addedRuns(file);

const textOf = (line: number): string => ['', 'one', 'two', 'three', 'four'][line] ?? '';

function match(startLine: number, endLine: number, callLine = startLine): SyntaxMatch {
  const range = { start: 0, end: 0, startLine, endLine };
  const capture = { ...range, startLine: callLine, endLine: callLine, text: `load(${callLine})` };
  return { ...range, captures: { CALL: capture }, transformed: {} };
}

describe('triggersFor', () => {
  it('takes those of the language, in order', () => {
    expect(triggersFor([probe], 'typescript').map(({ trigger }) => trigger)).toEqual([script, call]);
    expect(triggersFor([probe], 'tsx').map(({ trigger }) => trigger)).toEqual([script]);
    expect(triggersFor([probe], 'python')).toEqual([]);
  });
});

describe('placesOf', () => {
  it('stands on the first added line of the match, or of its capture', () => {
    expect(
      placesOf({ probe, trigger: script }, [match(1, 3)], runs, textOf).map((place) => place.line),
    ).toEqual([2]);
    expect(
      placesOf({ probe, trigger: call }, [match(1, 3, 3)], runs, textOf).map((place) => place.line),
    ).toEqual([3]);
  });

  it('passes over what the change did not add', () => {
    expect(placesOf({ probe, trigger: script }, [match(1, 1), match(4, 4)], runs, textOf)).toEqual([]);
    expect(placesOf({ probe, trigger: call }, [match(1, 3, 1)], runs, textOf)).toEqual([]);
  });

  it('fills in what was captured, and asks the same about a line once', () => {
    const places = placesOf(
      { probe, trigger: script },
      [match(2, 2), match(2, 3, 2), match(2, 3, 3)],
      runs,
      textOf,
    );
    expect(places.map(({ line, questions, message }) => [line, questions[0], message])).toEqual([
      [2, 'Is `load(2)` awaited?', 'Await load(2).'],
      [2, 'Is `load(3)` awaited?', 'Await load(3).'],
    ]);
  });

  it('knows the line itself by a name of its own', () => {
    const about = { ...probe, questions: ['Is `{LINE}` wrong?'], message: '{LINE} is wrong.' };
    const [place] = placesOf({ probe: about, trigger: call }, [match(1, 3, 3)], runs, textOf);
    expect([place?.questions, place?.message]).toEqual([['Is `three` wrong?'], 'three is wrong.']);
  });
});

import { describe, expect, it } from 'vitest';
import { parseProbe } from '../../../src/probe/parse-probe.ts';

const whole = `id: missing-await
category: concurrency
severity: error
title: A promise is used as if it were its value
message: "{CALL} gives a promise. Await it."
triggers:
  - languages: [ts, javascript]
    rule:
      pattern: const $NAME = $CALL
    constraints:
      CALL: { kind: call_expression }
    at: $CALL
questions:
  - "Is the promise of \`{CALL}\` used without await?"
bad:
  - language: typescript
    code: |
      const user = load(id);
    line: 1
good:
  - language: js
    code: const user = total(items);
`;

function problemsOf(text: string): string[] {
  const parsed = parseProbe('p.yml', text);
  return parsed.ok ? [] : parsed.problems.map(({ where, text: why }) => `${where} ${why}`);
}

describe('parseProbe', () => {
  it('reads a whole probe', () => {
    const parsed = parseProbe('p.yml', whole);
    expect(parsed).toMatchObject({
      ok: true,
      probe: {
        id: 'missing-await',
        path: 'p.yml',
        triggers: [{ languages: ['typescript', 'javascript'], at: 'CALL' }],
        bad: [{ language: 'typescript', line: 1 }],
        good: [{ language: 'javascript' }],
      },
    });
  });

  it.each([
    ['a key that nobody knows', whole.replace('severity:', 'sever:'), 'p.yml:1:1 severity: missing'],
    [
      'a question without its mark',
      whole.replace('await?"', 'await"'),
      'p.yml:14:5 questions.0: a question ends with ?',
    ],
    [
      'a variable that no trigger binds',
      whole.replace('"{CALL} gives', '"{CAL} gives'),
      'p.yml:5:10 not every trigger has a variable $CAL',
    ],
    [
      'an anchor that the rule does not bind',
      whole.replace('at: $CALL', 'at: $WHERE'),
      'p.yml:12:9 the rule has no variable $WHERE',
    ],
    [
      'an example in another language',
      whole.replace('language: js', 'language: python'),
      'p.yml:21:15 no trigger looks at python',
    ],
    [
      'a language that nothing parses',
      whole.replace('[ts, javascript]', '[ts, cobol]'),
      'p.yml:7:21 triggers.0.languages.1: probes can look at typescript',
    ],
    [
      'broken YAML',
      whole.replace('category: concurrency', 'category: [concurrency'),
      'p.yml:3:1 not valid YAML',
    ],
    ['nothing', '', 'p.yml:1:1 there is no probe in it'],
    ['two probes', `${whole}---\n${whole}`, 'p.yml:24:1 a file holds one probe'],
  ])('names the place of %s', (_, text, problem) => {
    expect(
      problemsOf(text).some((one) => one.startsWith(problem)),
      problemsOf(text).join('\n'),
    ).toBe(true);
  });
});

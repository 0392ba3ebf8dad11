import { describe, expect, it } from 'vitest';
import { checkTriggers } from '../../../../../src/entry/cli/probe/check-triggers.ts';
import { parseProbe } from '../../../../../src/probe/parse-probe.ts';
import { memoryRuleEngine } from '../../../../ports/memory-rule-engine.ts';

const text = (rule: string): string => `id: loop-bound
category: correctness
severity: error
title: Loop
message: Reads too far.
triggers: [{ languages: [typescript], rule: ${rule} }]
questions: ["Does it read too far?"]
bad:
  - { language: typescript, code: "a();\\nwhile (i <= n) i++;\\n", line: 2 }
  - { language: typescript, code: "a();\\nwhile (i <= n) i++;\\n", line: 1 }
good:
  - { language: typescript, code: "nothing();\\n" }
`;

async function check(rule: string) {
  const parsed = parseProbe('loop-bound.yml', text(rule));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const syntax = { outline: async () => undefined };
  const checked = await checkTriggers(parsed.probe, {
    engine: memoryRuleEngine(),
    syntax,
    promptTokens: 1500,
  });
  return checked.map(({ kind, number, line, problem }) => [kind, number, line, problem]);
}

describe('checkTriggers', () => {
  it('names each example with the line it fires on, or with what is wrong', async () => {
    expect(await check("{ regex: 'i <= \\w+' }")).toEqual([
      ['bad', 1, 2, ''],
      ['bad', 2, undefined, 'the trigger fires on line 2, not on line 1'],
      ['good', 1, undefined, 'the trigger does not fire'],
    ]);
  });

  it('tells a trigger that cannot be run from one that does not fire', async () => {
    const [first] = await check('{ kind: nonsense }');
    expect(first).toEqual(['bad', 1, undefined, 'the trigger cannot be run: not understood']);
  });
});

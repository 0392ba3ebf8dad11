import { describe, expect, it } from 'vitest';
import { canary } from '../../../src/probe/canary.ts';
import { rebuildPrompts } from '../../../src/review/rebuild-prompts.ts';
import { reviewChange } from '../../../src/review/review-change.ts';
import type { AskingOptions } from '../../../src/review/review-options.ts';
import { answeringModel } from '../../ports/answering-model.ts';
import { probes, table } from '../../ports/measured-probes.ts';
import { addedFile, memoryCache, reviewOptions, reviewPorts } from '../../ports/review-ports.ts';
import { scriptedModel } from '../../ports/scripted-model.ts';

const password = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const lines = ['saveAll(orders);', `const token = '${password}';`, 'sortAll(orders);'];
const given = {
  diff: addedFile('a.ts', ...lines) + addedFile('b.ts', 'loadAll(orders);', 'done();'),
  head: { 'a.ts': `${lines.join('\n')}\n`, 'b.ts': 'loadAll(orders);\ndone();\n' },
};

/** Asks a model, and then what it was asked. */
async function askTwice(asking: Partial<AskingOptions>, model = answeringModel(leaning)) {
  const options = { ...reviewOptions, asking: { ...reviewOptions.asking, ...asking } };
  const ports = reviewPorts({
    ...given,
    ports: {
      model,
      cache: memoryCache(),
      probes: { load: async () => probes },
      calibrations: { tablesFor: async () => [{ table, source: 'shipped' }] },
    },
  });
  const { prompts } = await reviewChange(options, ports);
  const sent = model.requests
    .map(({ messages }) => messages)
    .filter((messages) => !canary.some(({ question }) => messages.at(-1)?.content.includes(question)));
  return { prompts, sent, options, ports, rebuilt: await rebuildPrompts(prompts, options, ports) };
}

const leaning = (prompt: string): number =>
  canary.some(({ question }) => prompt.includes(question)) ? 0 : prompt.includes('saveAll') ? 3 : -1;

describe('rebuildPrompts', () => {
  it('gives the prompts of the Probes as they were sent, credentials masked', async () => {
    const { prompts, sent, rebuilt } = await askTwice({ probes: true, forms: 'graded' });
    expect(prompts).toEqual([
      expect.stringMatching(/^[0-9a-f]{12} probe@2\/save-lost probe@2\/sort-lost$/),
      expect.stringMatching(/^[0-9a-f]{12} probe@2\/load-lost$/),
    ]);
    expect(sent).toHaveLength(3);
    expect(rebuilt).toEqual([
      { chunk: { path: 'a.ts', symbol: '' }, name: 'probe@2/save-lost', messages: sent[0] },
      { chunk: { path: 'a.ts', symbol: '' }, name: 'probe@2/sort-lost', messages: sent[1] },
      { chunk: { path: 'b.ts', symbol: '' }, name: 'probe@2/load-lost', messages: sent[2] },
    ]);
    expect(JSON.stringify(rebuilt)).not.toContain(password);
  });

  it('gives the forms as they were sent', async () => {
    const { sent, rebuilt } = await askTwice({ forms: 'always' }, scriptedModel(['{"findings":[]}']));
    expect(sent).toHaveLength(2);
    expect(rebuilt).toMatchObject(sent.map((messages) => ({ name: 'review-chunk@1', messages })));
  });

  it('is gone when a prompt, a Probe or the code is not what it was', async () => {
    const { prompts, options, ports } = await askTwice({ probes: true, forms: 'graded' });
    const again = (lines: readonly string[]) => rebuildPrompts(lines, options, ports);
    const edited = (from: string, to: string) => again(prompts.map((line) => line.replace(from, to)));
    expect(await edited('probe@2/', 'probe@1/')).toBe('gone');
    expect(await edited('save-lost', 'safe-lost')).toBe('gone');
    expect(await edited(prompts[0]!.slice(0, 12), '0'.repeat(12))).toBe('gone');
    expect(await again(['probe@2'])).toBe('gone');
    const other = reviewPorts({ ...given, diff: given.diff.replace('done();', 'gone();') });
    expect(await rebuildPrompts(prompts, options, { ...ports, source: other.source })).toBe('gone');
  });

  it('is empty where nobody was asked', async () => {
    const { prompts, rebuilt } = await askTwice({ forms: 'never' });
    expect([prompts, rebuilt]).toEqual([[], []]);
  });
});

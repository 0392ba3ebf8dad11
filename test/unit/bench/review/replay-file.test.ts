import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configurations } from '../../../../bench/review/configurations.ts';
import { noteReplies } from '../../../../bench/review/note-replies.ts';
import { addToReplay, readReplay } from '../../../../bench/review/replay-file.ts';
import { openReplay, withheldReason } from '../../../../bench/review/replay-tools.ts';
import { runCase, type RunTools } from '../../../../bench/review/run-case.ts';
import { scoreAnswer } from '../../../../src/probe/score-answer.ts';
import { memoryRuleEngine } from '../../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../../ports/review-ports.ts';
import { completion, modelCard, scriptedModel } from '../../../ports/scripted-model.ts';
import { buggyCase, openedCase } from './bench-case.ts';

const about = { card: modelCard, date: '2026-01-02', hardware: '2 cores' };
const answer = {
  ...completion('No'),
  tokens: { prompt: 90, evaluated: undefined, reply: 1 },
  probabilities: [
    [
      { token: 'No', logprob: -0.25 },
      { token: 'Yes', logprob: -1.75 },
      { token: 'secretName', logprob: -5 },
      { token: 'otherName', logprob: -6 },
    ],
  ],
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => join(folder, 'model.jsonl');

describe('a replay file', () => {
  it('gives back what scores and costs are made of', () => {
    addToReplay(file(), about, [{ key: 'a', completion: answer }], []);
    const { card, date, hardware, replies } = readReplay(file());
    const read = replies.get('a');
    expect({ card, date, hardware }).toEqual(about);
    expect(read).toMatchObject({ text: 'No', tokens: answer.tokens, ms: answer.ms });
    expect(scoreAnswer(read?.probabilities[0] ?? [])).toBe(scoreAnswer(answer.probabilities[0] ?? []));
  });

  it('keeps only probabilities of replies about other people’s code', () => {
    const form = completion('{"findings":[{"quote":"secretName()"}]}');
    const foreign = [
      { key: 'a', completion: { ...answer, text: 'secretName' } },
      { key: 'b', completion: form },
      { key: 'c', completion: { ...completion('Yes, secretName'), tokens: answer.tokens } },
    ];
    addToReplay(file(), about, [], foreign);
    expect(readFileSync(file(), 'utf8')).not.toMatch(/secretName|otherName/);
    const { replies, withheld } = readReplay(file());
    expect(scoreAnswer(replies.get('a')?.probabilities[0] ?? [])).toBe(-1.5);
    expect(replies.get('c')?.text).toBe('Yes');
    expect([...withheld]).toEqual(['b']);
  });

  it('adds to what is there, unless that is of another model', () => {
    addToReplay(file(), about, [{ key: 'a', completion: answer }], []);
    addToReplay(file(), about, [{ key: 'b', completion: answer }], []);
    expect([...readReplay(file()).replies.keys()]).toEqual(['a', 'b']);
    const other = { ...about, card: { ...modelCard, digest: 'e'.repeat(64) } };
    addToReplay(file(), other, [{ key: 'c', completion: answer }], []);
    expect([...readReplay(file()).replies.keys()]).toEqual(['c']);
  });

  it('is compressed when it is large, and read all the same', () => {
    addToReplay(file(), about, [{ key: 'a', completion: answer }], []);
    const large = { key: 'b', completion: completion('x'.repeat(400_000)) };
    const written = addToReplay(file(), about, [large], []);
    expect(written).toBe(`${file()}.gz`);
    expect([...readReplay(written).replies.keys()]).toEqual(['a', 'b']);
    expect(() => readReplay(file())).toThrow(/ENOENT/);
  });

  it('names the line that is broken', () => {
    addToReplay(file(), about, [{ key: 'a', completion: answer }], []);
    writeFileSync(file(), `${readFileSync(file(), 'utf8')}{"key":1}\n`);
    expect(() => readReplay(file())).toThrow(/model\.jsonl:3/);
  });
});

describe('a replayed run', () => {
  const remark = JSON.stringify({
    findings: [
      {
        quote: 'for (let i = 0; i <= n; i++) total += a[i];',
        problem: 'The last index is one too high, so that the sum is NaN.',
        severity: 'error',
        category: 'correctness',
      },
    ],
  });
  const tools = (asking: RunTools['asking']): RunTools => ({
    syntax: { outline: async () => undefined },
    engine: memoryRuleEngine(),
    rules: { load: async () => ({ rules: [], problems: [], sources: [] }) },
    probes: { load: async () => [] },
    calibrations: { tablesFor: async () => [] },
    asking,
  });
  const replayed = (): RunTools => {
    const { model, cache } = openReplay(readReplay(file()));
    return tools(() => noteReplies(model, cache, new Set()));
  };
  const run = (with_: RunTools) => runCase(openedCase(buggyCase), configurations.forms, with_);

  it('says and costs what the recorded one did', async () => {
    const first = await run(tools(() => noteReplies(scriptedModel([remark]), memoryCache(), new Set())));
    addToReplay(file(), about, first.noted?.replies() ?? [], []);
    const { findings, cost, broken } = await run(replayed());
    expect({ findings, cost, broken }).toEqual({ findings: first.findings, cost: first.cost, broken: '' });
    expect(findings.length).toBe(1);
  });

  it('is broken where a reply is missing', async () => {
    addToReplay(file(), about, [], []);
    expect((await run(replayed())).broken).toMatch(/no such reply/);
  });

  it('says when the reply is not kept', async () => {
    const first = await run(tools(() => noteReplies(scriptedModel([remark]), memoryCache(), new Set())));
    addToReplay(file(), about, [], first.noted?.replies() ?? []);
    expect((await run(replayed())).broken).toContain(withheldReason);
  });
});

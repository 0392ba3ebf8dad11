import { describe, expect, it } from 'vitest';
import { configurations } from '../../../../bench/review/configurations.ts';
import { noteReplies } from '../../../../bench/review/note-replies.ts';
import { runCase, type RunTools } from '../../../../bench/review/run-case.ts';
import { memoryRuleEngine } from '../../../ports/memory-rule-engine.ts';
import { memoryCache } from '../../../ports/review-ports.ts';
import { missingModel, scriptedModel } from '../../../ports/scripted-model.ts';
import { buggyCase, cleanCase, openedCase } from './bench-case.ts';
import type { Model } from '../../../../src/review/ports.ts';

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

function toolsWith(model: Model | undefined, cache = memoryCache(), paid = new Set<string>()): RunTools {
  return {
    syntax: { outline: async () => undefined },
    engine: memoryRuleEngine(),
    rules: { load: async () => ({ rules: [], problems: [], sources: [] }) },
    probes: { load: async () => [] },
    calibrations: { tablesFor: async () => [] },
    asking: model && (() => noteReplies(model, cache, paid)),
  };
}

describe('runCase', () => {
  it('asks no model for rules alone', async () => {
    const model = scriptedModel([remark]);
    const run = await runCase(openedCase(buggyCase), configurations.rules, toolsWith(model));
    expect(run).toMatchObject({ broken: '', findings: [], cost: { calls: 0 } });
    expect(model.requests).toEqual([]);
  });

  it('counts what a form says, and what it cost', async () => {
    const run = await runCase(
      openedCase(buggyCase),
      configurations.forms,
      toolsWith(scriptedModel([remark])),
    );
    expect(run.broken).toBe('');
    expect(run.findings.map(({ source, isTrue, onLine }) => ({ source, isTrue, onLine }))).toEqual([
      { source: 'form', isTrue: true, onLine: [0] },
    ]);
    expect(run.cost).toEqual({ calls: 1, sent: 100, evaluated: 40, seconds: 0.2 });
  });

  it('ignores rules where something else is measured', async () => {
    const merged = {
      path: 'src/sum.js',
      before: '',
      after: '<<<<<<< ours\na();\n=======\nb();\n>>>>>>> theirs\n',
    };
    const found = { ...cleanCase, files: [merged] };
    const silent = scriptedModel(['{"findings":[]}']);
    const rules = await runCase(openedCase(found), configurations.rules, toolsWith(undefined));
    const forms = await runCase(openedCase(found), configurations.forms, toolsWith(silent));
    expect(rules.findings.map(({ isTrue }) => isTrue)).toContain(false);
    expect(forms.findings).toEqual([]);
  });

  it('is broken without a model, with an unusable reply, and with a failing port', async () => {
    const { forms, rules } = configurations;
    const input = openedCase(buggyCase);
    const broken = async (...args: Parameters<typeof runCase>) => (await runCase(...args)).broken;
    expect(await broken(input, forms, toolsWith(undefined))).toMatch(/no model/);
    expect(await broken(input, forms, toolsWith(missingModel('server-unreachable')))).toMatch(/no server/);
    expect(await broken(input, forms, toolsWith(scriptedModel(['prose'])))).toMatch(/src\/sum.js/);
    const failing = { ...input, source: { title: '', read: () => Promise.reject(new Error('no diff')) } };
    expect(await broken(failing, rules, toolsWith(undefined))).toBe('no diff');
  });
});

describe('the cost of a run', () => {
  it('is the same when the replies come from the cache', async () => {
    const cache = memoryCache();
    const model = scriptedModel([remark]);
    const first = await runCase(openedCase(buggyCase), configurations.forms, toolsWith(model, cache));
    const second = await runCase(openedCase(buggyCase), configurations.forms, toolsWith(model, cache));
    expect(model.requests.length).toBe(1);
    expect(second.cost).toEqual(first.cost);
  });

  it('counts a question once that is asked in two cases', async () => {
    const paid = new Set<string>();
    const tools = toolsWith(scriptedModel([remark]), memoryCache(), paid);
    await runCase(openedCase(buggyCase), configurations.forms, tools);
    const again = await runCase(openedCase(buggyCase), configurations.forms, tools);
    expect(again.cost.calls).toBe(0);
  });

  it('counts replies that could not be used', async () => {
    const run = await runCase(
      openedCase(buggyCase),
      configurations.forms,
      toolsWith(scriptedModel(['prose'])),
    );
    expect(run.cost.calls).toBe(2);
  });
});

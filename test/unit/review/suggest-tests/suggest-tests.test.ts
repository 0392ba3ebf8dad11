import { describe, expect, test } from 'vitest';
import type { Gap } from '../../../../src/coverage/gap.ts';
import type { FileHits } from '../../../../src/coverage/report.ts';
import { silentLog } from '../../../../src/log.ts';
import { GalleyError } from '../../../../src/errors.ts';
import { suggestTests } from '../../../../src/review/suggest-tests/suggest-tests.ts';
import type { SuggestOptions, SuggestPorts } from '../../../../src/review/suggest-tests/suggest-options.ts';
import type { TestOutcome, TestRun } from '../../../../src/review/test-ports.ts';
import { chooseTargets } from '../../../../src/testgen/target/choose-targets.ts';
import { parserFor } from '../../../ports/parse-code.ts';
import { modelCard, scriptedModel, type ScriptedReply } from '../../../ports/scripted-model.ts';
import { scriptedRunner } from '../../../ports/scripted-runner.ts';

const path = 'src/clamp.ts';
const source = `export function clamp(n: number, most: number): number {
  if (n > most) {
    return most;
  }
  return n;
}
`;

const gapAt = (line: number): Gap => ({
  path,
  startLine: line,
  endLine: line,
  kind: 'statement',
  arm: '',
  function: 'clamp',
  condition: '',
  certainty: 'high',
  place: { startLine: line, startColumn: 2, endLine: line, endColumn: undefined },
  armIndex: undefined,
});
const gaps = [gapAt(3), gapAt(5)];

function hitsOf(...lines: readonly number[]): ReadonlyMap<string, FileHits> {
  const statements = gaps.map(({ place }) => ({ place, hits: lines.includes(place.startLine) ? 1 : 0 }));
  return new Map([
    [path, { path, unit: 'statement', statements, functions: [], branches: [], certainty: 'high' }],
  ]);
}

const options: SuggestOptions = {
  maxTests: 5,
  samples: 3,
  budgetMs: 60_000,
  promptTokens: 1500,
  replyTokens: 300,
  concurrency: 2,
  runMs: 1000,
  suiteMs: 1000,
};

const good = '```ts\nexpect(clamp(7, 5)).toBe(5);\n```';

interface Scene {
  readonly replies?: readonly ScriptedReply[];
  readonly answer?: (run: TestRun) => Partial<TestOutcome>;
  readonly related?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly ports?: Partial<SuggestPorts>;
  readonly options?: Partial<SuggestOptions>;
}

const isMutant = ({ overlay }: TestRun): boolean => overlay.some((file) => file.path === path);
/** Reaches line 3, and notices mutants. */
const works = (run: TestRun): Partial<TestOutcome> =>
  isMutant(run) ? { status: 'failed' } : { hits: hitsOf(3) };

async function suggest(scene: Scene) {
  const files: Record<string, string> = { [path]: source, ...scene.files };
  const parse = await parserFor(path);
  const root = parse(source);
  if (root === undefined) throw new Error('no tree');
  const functions = [{ name: 'clamp', first: 1, last: 6 }];
  const model = scriptedModel(scene.replies ?? [good]);
  const runner = scriptedRunner(scene.answer ?? works, { related: async () => scene.related ?? [] });
  const ports: SuggestPorts = {
    model,
    cache: undefined,
    runner,
    baseRunner: undefined,
    guard: { check: async () => [] },
    types: undefined,
    testCode: { open: async () => parse },
    tree: {
      readText: async (name) => files[name],
      exists: (name) => name in files,
      findUses: async () => ['const rate = clamp(given, 100);'],
      addedLines: () => [{ first: 1, last: 6 }],
    },
    clock: { now: () => 0 },
    log: silentLog,
    signal: new AbortController().signal,
    onProgress: () => {},
    ...scene.ports,
  };
  const targets = chooseTargets([{ path, root, functions, gaps }]);
  const result = await suggestTests(targets, modelCard, { ...options, ...scene.options }, ports);
  return {
    ...result,
    runs: runner.runs,
    prompts: model.requests.map(({ messages }) => messages.at(-1)?.content ?? ''),
  };
}

/** The gate that stopped the only candidate, and what it said. */
async function stoppedAt(scene: Scene): Promise<string> {
  const { suggestions, ledger } = await suggest({ options: { samples: 1 }, ...scene });
  expect(suggestions).toEqual([]);
  return ledger.targets[0]?.reason ?? '';
}

describe('a test that passes all gates', () => {
  test('is suggested, with what it closes and what it noticed', async () => {
    const { suggestions, ledger } = await suggest({ options: { samples: 1 } });
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]).toMatchObject({
      path: 'src/clamp.test.ts',
      isNew: true,
      target: { path, function: 'clamp' },
      gained: [gaps[0]],
      isCharacterisation: false,
      command: 'npx vitest run src/clamp.test.ts',
    });
    expect(suggestions[0]?.text).toContain("import { clamp } from './clamp");
    expect(suggestions[0]?.text).toContain('expect(clamp(7, 5)).toBe(5);');
    expect(suggestions[0]?.mutants.killed).toBeGreaterThan(0);
    expect(ledger.targets).toMatchObject([{ outcome: 'partly', closed: 1, gaps: 2, questions: 1 }]);
    expect(ledger.funnel.kills).toEqual({ tried: 1, passed: 1 });
  });

  test('may hold the value that its run gave, and says so', async () => {
    const answer = (run: TestRun): Partial<TestOutcome> => {
      const text = run.overlay.find((file) => file.path === 'src/clamp.test.ts')?.text ?? '';
      if (!text.includes('toBe(7)')) return works(run);
      const failure = { message: 'no', kind: 'assertion', expected: '7', actual: '5', line: 6 };
      return { status: 'failed', tests: [{ name: run.only ?? '', status: 'failed', failure }] };
    };
    const replies = ['expect(clamp(7, 5)).toBe(7);'];
    const { suggestions } = await suggest({ options: { samples: 1 }, replies, answer });
    expect(suggestions[0]).toMatchObject({
      isCharacterisation: true,
      repairs: ['an expected value taken from its run'],
    });
    expect(suggestions[0]?.text).toContain('expect(clamp(7, 5)).toBe(5);');
    expect(suggestions[0]?.added).toContain('expect(clamp(7, 5)).toBe(5);');
  });

  test('runs five times, in other orders and at other times', async () => {
    const { runs } = await suggest({ options: { samples: 1 } });
    const own = runs.filter((run) => run.only !== undefined && !isMutant(run));
    expect(own).toHaveLength(5);
    expect(new Set(own.map(({ shuffleSeed }) => shuffleSeed)).size).toBe(5);
    expect(own.map(({ clock }) => clock?.kind).filter(Boolean)).toEqual(['frozen', 'shifted']);
  });

  test('leaves the other gaps to the next question, which asks for them', async () => {
    const replies = [good, '```ts\nexpect(clamp(1, 5)).toBe(1);\n```'];
    let tests = 0;
    const answer = (run: TestRun): Partial<TestOutcome> => {
      if (isMutant(run)) return { status: 'failed' };
      if (run.cover.length > 0) tests++;
      return { hits: tests === 1 ? hitsOf(3) : hitsOf(5) };
    };
    const { suggestions, ledger, prompts } = await suggest({ replies, answer });
    expect(suggestions.map(({ gained }) => gained)).toEqual([[gaps[0]], [gaps[1]]]);
    expect(ledger.targets).toMatchObject([{ outcome: 'closed', closed: 2 }]);
    expect(prompts).toHaveLength(2);
    // Both stand in one new file.
    expect(suggestions.map(({ path: file, isNew }) => [file, isNew])).toEqual([
      ['src/clamp.test.ts', true],
      ['src/clamp.test.ts', true],
    ]);
    expect(suggestions[1]?.text).toContain('clamp(7, 5)');
  });
});

describe('a gate stops', () => {
  test('what does not parse', async () => {
    expect(await stoppedAt({ replies: ['```ts\nexpect(clamp((7).toBe(];\n```'] })).toMatch(/^parses: /);
  });

  test('what a test may not use', async () => {
    const guard = { check: async () => [{ line: 1, reason: 'it starts programs' }] };
    expect(await stoppedAt({ ports: { guard } })).toBe('allowed: it starts programs');
  });

  test('what the compiler refuses', async () => {
    const problem = { line: 1, code: 'TS2345', message: 'no string' };
    const types = {
      check: async ({ text }: { text: string }) => ({
        outcome: 'failed' as const,
        text,
        fixes: [],
        problems: [problem],
        reason: '',
      }),
      close: async () => {},
    };
    expect(await stoppedAt({ ports: { types } })).toBe('types: TS2345: no string');
  });

  test('what fails by itself', async () => {
    const answer = ({ only = '' }: TestRun): Partial<TestOutcome> => ({
      status: 'failed',
      tests: [{ name: only, status: 'failed', failure: { message: 'boom', kind: 'TypeError' } }],
    });
    expect(await stoppedAt({ answer })).toBe('alone: it threw TypeError: boom');
  });

  test('what passes only sometimes', async () => {
    const answer = (run: TestRun): Partial<TestOutcome> =>
      run.clock?.kind === 'frozen' ? { status: 'failed' } : works(run);
    expect(await stoppedAt({ answer })).toBe('repeats: 4 of 5');
  });

  test('what makes other tests fail', async () => {
    const answer = (run: TestRun): Partial<TestOutcome> => {
      if (run.only !== undefined) return works(run);
      const isBaseline = run.overlay.length === 0;
      const own = isBaseline ? [] : [{ name: 'clamp reaches line 3', status: 'passed' as const }];
      return { tests: [...own, { name: 'other', status: isBaseline ? 'passed' : 'failed' }] };
    };
    expect(await stoppedAt({ answer, related: ['test/other.test.ts'] })).toBe('suite: 1 other tests fail');
  });

  test('what reaches no gap', async () => {
    const answer = (run: TestRun): Partial<TestOutcome> => ({ ...works(run), hits: hitsOf() });
    expect(await stoppedAt({ answer })).toBe('covers: it reaches none of the gaps');
  });

  test('what asserts nothing about the code', async () => {
    expect(await stoppedAt({ replies: ['```ts\nclamp(7, 5);\nexpect(true).toBe(true);\n```'] })).toMatch(
      /^asserts: /,
    );
  });

  test('what passes with broken code as well', async () => {
    expect(await stoppedAt({ answer: () => ({ hits: hitsOf(3) }) })).toMatch(/^kills: killed 0 of \d/);
  });
});

describe('on the tree before the change', () => {
  const base = (status: TestOutcome['status']) => scriptedRunner(() => ({ status }));
  const wrong = ({ only = '' }: TestRun): Partial<TestOutcome> => ({
    status: 'failed',
    tests: [{ name: only, status: 'failed', failure: { message: 'no', kind: 'assertion' } }],
  });

  test('an accepted test is tried too', async () => {
    const passing = await suggest({ ports: { baseRunner: base('passed') }, options: { samples: 1 } });
    expect(passing.suggestions[0]?.atBase).toBe('passes');
    const failing = await suggest({ ports: { baseRunner: base('failed') }, options: { samples: 1 } });
    expect(failing.suggestions[0]?.atBase).toBe('fails');
    const broken = await suggest({ ports: { baseRunner: base('broken') }, options: { samples: 1 } });
    expect(broken.suggestions[0]?.atBase).toBe('cannot-run');
    expect(broken.regressions).toEqual([]);
  });

  test('what passes there and fails here may be a regression', async () => {
    const { suggestions, regressions } = await suggest({
      answer: wrong,
      ports: { baseRunner: base('passed') },
      options: { samples: 1 },
    });
    expect(suggestions).toEqual([]);
    expect(regressions).toMatchObject([
      { target: { path, function: 'clamp' }, startLine: 3, endLine: 3, failure: 'an assertion failed: no' },
    ]);
  });

  test('what fails there too, or throws here, is none', async () => {
    const both = await suggest({ answer: wrong, ports: { baseRunner: base('failed') } });
    expect(both.regressions).toEqual([]);
    const throws = ({ only = '' }: TestRun): Partial<TestOutcome> => ({
      status: 'failed',
      tests: [{ name: only, status: 'failed', failure: { message: 'no', kind: 'TypeError' } }],
    });
    const thrown = await suggest({ answer: throws, ports: { baseRunner: base('passed') } });
    expect(thrown.regressions).toEqual([]);
  });
});

describe('the run', () => {
  test('shows failed attempts to the next question, and runs no test twice', async () => {
    const answer = ({ only = '' }: TestRun): Partial<TestOutcome> => ({
      status: 'failed',
      tests: [
        {
          name: only,
          status: 'failed',
          failure: { message: '', kind: 'assertion', expected: '5', actual: 'NaN' },
        },
      ],
    });
    const { prompts, runs, ledger } = await suggest({ answer });
    expect(prompts[1]).toContain('This was tried, but it expected 5 and got NaN:');
    expect(runs).toHaveLength(1);
    expect(ledger.targets[0]).toMatchObject({ questions: 3, candidates: 1, outcome: 'none' });
  });

  test('ends when the model is gone, and says so', async () => {
    const gone = new GalleyError('server-unreachable', {
      what: 'No server',
      why: 'refused',
      todo: 'ollama serve',
    });
    const { suggestions, ledger } = await suggest({ replies: [gone] });
    expect(suggestions).toEqual([]);
    expect(ledger.modelFailure).toEqual({ message: 'No server. refused.', todo: 'ollama serve' });
  });

  test('ends when its time is over', async () => {
    let now = 0;
    const clock = { now: () => (now += 40_000) };
    const { ledger, prompts } = await suggest({ ports: { clock } });
    expect(prompts.length).toBeLessThan(3);
    expect(ledger.seconds).toBeGreaterThan(0);
  });

  test('keeps what was found when the user stops it', async () => {
    const stop = new AbortController();
    const answer = (run: TestRun): Partial<TestOutcome> => {
      if (!isMutant(run)) return works(run);
      stop.abort();
      return { status: 'failed' };
    };
    const { suggestions, ledger } = await suggest({ answer, ports: { signal: stop.signal } });
    expect(suggestions.length + (ledger.targets[0]?.candidates ?? 0)).toBeLessThanOrEqual(1);
    expect(ledger.targets[0]?.questions).toBe(1);
  });

  test('tries the tests beside a candidate once for all candidates', async () => {
    const replies = [7, 8, 9].map((n) => `\`\`\`ts\nexpect(clamp(${n}, 5)).toBe(5);\n\`\`\``);
    const answer = (run: TestRun): Partial<TestOutcome> => {
      if (run.only !== undefined) return { hits: hitsOf() };
      const names =
        run.overlay.length === 0
          ? ['old']
          : ['old', /it\('([^']*)/.exec(run.overlay[0]?.text ?? '')?.[1] ?? ''];
      return {
        tests: names.map((name) => ({
          name: name === 'old' ? name : `clamp ${name}`,
          status: 'passed' as const,
        })),
      };
    };
    const { runs, ledger } = await suggest({ replies, answer, related: ['test/other.test.ts'] });
    expect(ledger.funnel.suite.tried).toBe(3);
    expect(runs.filter(({ overlay }) => overlay.length === 0)).toHaveLength(1);
  });

  test('asks nothing about code that no export leads to', async () => {
    const { ledger, prompts } = await suggest({ files: { [path]: source }, options: { maxTests: 0 } });
    expect(prompts).toEqual([]);
    expect(ledger.targets).toMatchObject([{ outcome: 'open' }]);
  });

  test('adds to the tests that the source has', async () => {
    const own = "import { expect, it } from 'vitest';\n\nit('old', () => {\n  expect(1).toBe(1);\n});\n";
    let fresh = '';
    const answer = (run: TestRun): Partial<TestOutcome> => {
      if (run.only !== undefined) {
        fresh = run.only;
        return works(run);
      }
      const names = run.overlay.length === 0 ? ['old'] : ['old', fresh];
      return { tests: names.map((name) => ({ name, status: 'passed' as const })) };
    };
    const { suggestions, prompts } = await suggest({
      answer,
      files: { 'src/clamp.test.ts': own },
      related: ['src/clamp.test.ts'],
      options: { samples: 1 },
    });
    expect(prompts[0]).toContain("it('old', () => {");
    expect(suggestions[0] ?? null).toMatchObject({ isNew: false, path: 'src/clamp.test.ts' });
    expect(suggestions[0]?.text).toContain(own.slice(own.indexOf('it(')).trim());
  });
});

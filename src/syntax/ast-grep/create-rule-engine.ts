import { silentLog, type Log } from '../../log.ts';
import type { MatchRequest, MatchResult, RuleEngine, SkippedRule } from '../../rule/rule-engine.ts';
import type { SyntaxRule } from '../../rule/syntax-rule.ts';
import type { MatcherAnswer } from './create-matcher.ts';
import type { WasmFiles } from './load-wasm.ts';
import { startEngineProcess, type EngineProcess } from './start-engine-process.ts';

export interface RuleEngineOptions extends WasmFiles {
  /** Built from child.ts. */
  readonly childEntry: string;
  /** Holds the native grammars; undefined: the WebAssembly build for all languages. */
  readonly nativeDirectory: string | undefined;
  readonly log?: Log;
  /** Longest time of one rule on one text with the native build, in ms. Default 250; the other build gets ten times as much. */
  readonly limitMs?: number;
  /** After this long on one text the process is ended, in ms. Default 5,000. */
  readonly hangMs?: number;
}

/**
 * ast-grep in a process of its own, started by the first text.
 *
 * A rule above `limitMs` is not tried again. A text that keeps the process busy for longer than `hangMs`, or crashes it,
 * is asked about again in a new process, rule by rule, so that only the rule to blame is given up. When even no rule at
 * all does, the text is.
 */
export function createRuleEngine(options: RuleEngineOptions): RuleEngine {
  const { log = silentLog, limitMs = 250, hangMs = 5_000 } = options;
  const numbers = new Map<SyntaxRule, number>();
  const given: SyntaxRule[] = [];
  const dropped = new Map<number, string>();
  let running: { readonly process: EngineProcess; readonly defined: Set<number> } | undefined;
  let lastId = 0;
  let isTold = false;
  let isClosed = false;

  const numberOf = (rule: SyntaxRule): number => {
    const known = numbers.get(rule) ?? given.push(rule) - 1;
    numbers.set(rule, known);
    return known;
  };

  const onReady = (reason: string): void => {
    if (reason !== '' && !isTold) log.debug('rules run on the WebAssembly build of ast-grep', { reason });
    isTold = true;
  };

  const onCrash = (said: string): void => log.debug('the process of the rule engine ended', { said });

  function ask(request: MatchRequest, rules: readonly number[]): Promise<MatcherAnswer | undefined> {
    if (isClosed) return Promise.resolve(undefined);
    if (running === undefined || running.process.hasEnded()) {
      const { childEntry, grammarDirectory, runtimeWasm, engineWasm, nativeDirectory } = options;
      const start = { grammarDirectory, runtimeWasm, engineWasm, nativeDirectory, limitMs };
      const process = startEngineProcess({ childEntry, start, hangMs, onReady, onCrash });
      running = { process, defined: new Set() };
    }
    const { process, defined } = running;
    const define = rules
      .filter((number) => !defined.has(number))
      .flatMap((number) => (given[number] ? [{ number, syntax: given[number] }] : []));
    for (const { number } of define) defined.add(number);
    const { language, text, lines, countErrors = false } = request;
    return process.ask({ id: ++lastId, language, text, define, rules, lines, countErrors });
  }

  /** One text after the other: another one's answers would be lost with the process. */
  let alone: Promise<unknown> = Promise.resolve();
  function askOneByOne(request: MatchRequest, rules: readonly number[]): Promise<MatcherAnswer | undefined> {
    const run = async (): Promise<MatcherAnswer | undefined> => {
      const bare = await ask(request, []);
      if (bare === undefined) return undefined;
      const answers = [bare];
      for (const number of rules) {
        if (dropped.has(number)) continue;
        const answer = await ask(request, [number]);
        if (answer !== undefined) answers.push(answer);
        else if (!isClosed) dropped.set(number, `it did not end within ${hangMs} ms`);
      }
      return {
        ...bare,
        found: answers.flatMap((answer) => answer.found),
        broken: answers.flatMap((answer) => answer.broken),
        slow: answers.flatMap((answer) => answer.slow),
      };
    };
    const done = alone.then(run);
    alone = done;
    return done;
  }

  return {
    async match(request) {
      const wanted = request.rules.map(numberOf);
      const rules = [...new Set(wanted)].filter((number) => !dropped.has(number));
      const answer = (await ask(request, rules)) ?? (await askOneByOne(request, rules));
      for (const { number, ms } of answer?.slow ?? [])
        dropped.set(number, `it took ${Math.round(ms)} ms, more than ${limitMs} ms`);
      return toResult(wanted, answer, dropped);
    },
    async close() {
      isClosed = true;
      await running?.process.close();
    },
  };
}

function toResult(
  wanted: readonly number[],
  answer: MatcherAnswer | undefined,
  dropped: ReadonlyMap<number, string>,
): MatchResult {
  const skipOf = (number: number): Omit<SkippedRule, 'index'> | undefined => {
    const slow = dropped.get(number);
    if (slow !== undefined) return { reason: 'slow', text: slow };
    if (answer === undefined) return { reason: 'language', text: 'the text could not be parsed' };
    if (!answer.known) return { reason: 'language', text: 'there is no parser for the language' };
    const broken = answer.broken.find((one) => one.number === number);
    return broken && { reason: 'broken', text: broken.reason };
  };
  return {
    matches: wanted.map((number) => answer?.found.find((one) => one.number === number)?.matches ?? []),
    skipped: wanted.flatMap((number, index) => {
      const skip = skipOf(number);
      return skip === undefined ? [] : [{ index, ...skip }];
    }),
    errors: answer?.errors,
  };
}

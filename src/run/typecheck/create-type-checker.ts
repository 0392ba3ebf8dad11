import { silentLog, type Log } from '../../log.ts';
import type { TypeCheck, TypeChecker, TypeOutcome, TypeReader } from '../../review/test-ports.ts';
import type { Ask } from './protocol.ts';
import { readChecked, readTypes } from './read-reply.ts';
import { startCompiler, type CompilerPlace, type RunningCompiler } from './start-compiler.ts';

export interface TypeCheckerOptions extends CompilerPlace {
  readonly log?: Log;
  /** Longest time for one question, in milliseconds: the first also loads the compiler. Default 60,000. */
  readonly maxMs?: number;
}

/** Longest test file that is checked, in characters. */
const longest = 200_000;

/**
 * The TypeScript of the repository, in a sandbox, in one process that starts with the first question and answers all. It reads the
 * copy of the repository and writes only into a folder of its own.
 */
export function createTypeChecker(options: TypeCheckerOptions): TypeChecker & TypeReader {
  const { log = silentLog, maxMs = 60_000 } = options;
  let running: Promise<RunningCompiler> | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let broken = '';

  /** A text says why there is no answer. */
  async function ask<Answer>(
    question: Ask,
    signal: AbortSignal,
    read: (reply: unknown) => Answer | string,
  ): Promise<Answer | string> {
    if (broken !== '') return broken;
    running ??= startCompiler(options);
    const compiler = await running;
    const reply = await compiler.ask(question, signal, maxMs);
    const answer = 'why' in reply ? reply.why : read(reply.value);
    if (typeof answer !== 'string') return answer;
    broken = answer;
    log.warn('no type check', { reason: answer });
    await compiler.stop();
    return answer;
  }

  /** One after the other: the compiler knows one test file at a time. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  return {
    check: (request) =>
      inTurn(async () => {
        const { path, text, fix, signal } = request;
        const reason = whyNot(request);
        if (reason !== '') return notApplicable(text, reason);
        const answer = await ask({ kind: 'check', path, text, fix }, signal, (reply) =>
          readChecked(reply, text),
        );
        return typeof answer === 'string' ? notApplicable(text, answer) : answer;
      }),
    readTypes: ({ path, name, signal }) =>
      inTurn(async () => {
        const answer = await ask({ kind: 'types', path, name }, signal, readTypes);
        return typeof answer === 'string' ? { types: [], reason: answer } : { types: answer, reason: '' };
      }),
    async close() {
      broken ||= 'closed';
      await (await running)?.stop();
    },
  };
}

function whyNot({ path, text }: TypeCheck): string {
  if (!/\.[cm]?tsx?$/.test(path)) return 'the test is not TypeScript';
  return text.length > longest ? 'the test file is too long' : '';
}

function notApplicable(text: string, reason: string): TypeOutcome {
  return { outcome: 'not-applicable', text, fixes: [], problems: [], reason };
}

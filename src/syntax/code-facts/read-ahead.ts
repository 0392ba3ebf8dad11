import type { CodeFacts } from '../../coverage/code-facts.ts';
import type { CodeReader, CodeText } from '../../review/coverage-ports.ts';
import { startParserThread, type ParserThread, type ThreadOptions } from '../start-parser-thread.ts';

export interface ReadAheadOptions extends Pick<ThreadOptions, 'entry' | 'setup' | 'lateMs' | 'log'> {
  /** Reads what the thread has not begun when it is asked for. */
  readonly here: CodeReader;
  /** Texts that the thread is started for: below that it takes longer to come up than to parse. Default 12. */
  readonly manyTexts?: number;
}

/** Texts that the thread holds: it need not wait for us while we do something else. */
const mostSent = 2;

interface Waiting extends CodeText {
  readonly resolve: (facts: CodeFacts | undefined) => void;
}

/**
 * A CodeReader that is told early what it will be asked: one thread begins while the reports are read, and this one takes
 * over what is left. What a thread dies of has no facts, and a warning says so.
 */
export function readAhead(options: ReadAheadOptions): CodeReader {
  const { here, log, manyTexts = 12 } = options;
  const waiting = new Map<string, Waiting>();
  const begun = new Map<string, Promise<CodeFacts | undefined>>();
  let thread: ParserThread<CodeFacts> | undefined;

  const feed = (): void => {
    while (thread !== undefined && thread.tasks.length < mostSent) {
      const [next] = waiting.values();
      if (next === undefined) return thread.tasks.length === 0 ? end() : undefined;
      waiting.delete(next.path);
      thread.send(next);
    }
  };
  const end = (): void => {
    thread?.close();
    thread = undefined;
  };
  const onEnd = (reason: string, hasStarted: boolean): void => {
    const sent = thread?.tasks ?? [];
    thread = undefined;
    log.warn(hasStarted ? 'parser failed' : 'parser threads not usable', { reason });
    for (const [index, task] of sent.entries())
      // Only the first was being read: what ended the thread could stop this one too.
      if (index === 0 && hasStarted) task.resolve(undefined);
      else void here.read(task.path, task.text, task.lines).then(task.resolve);
  };
  return {
    expect(texts) {
      if (texts.length < manyTexts || thread !== undefined) return;
      for (const text of texts)
        begun.set(text.path, new Promise((resolve) => waiting.set(text.path, { ...text, resolve })));
      thread = startParserThread<CodeFacts>({ ...options, onAnswer: feed, onEnd });
      feed();
    },
    async read(path, text, lines) {
      const isLeft = waiting.delete(path);
      const facts = begun.get(path);
      begun.delete(path);
      return facts === undefined || isLeft ? here.read(path, text, lines) : facts;
    },
    close() {
      for (const task of thread?.tasks ?? []) task.resolve(undefined);
      waiting.clear();
      begun.clear();
      end();
    },
  };
}

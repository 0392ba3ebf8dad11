import { createMatcher, type Matcher } from './create-matcher.ts';
import { loadNative } from './load-native.ts';
import { loadWasm } from './load-wasm.ts';
import type { FromProcess, MatchMessage, StartMessage } from './protocol.ts';
import type { Grammars } from './sg-node.ts';
import type { SyntaxRule } from '../../rule/syntax-rule.ts';

/**
 * Entry of the rule engine's own process. Native code cannot be interrupted, and a grammar is C code that reads whatever
 * the change holds: a search without end, or a crash, ends here and not in Galley.
 */

const rules = new Map<number, SyntaxRule>();
let matcher: Matcher | undefined;
let turn: Promise<void> = Promise.resolve();

process.once('message', (start: StartMessage) => {
  matcher = open(start);
  process.on('message', (message: MatchMessage) => {
    turn = turn.then(() => answer(message));
  });
});
process.once('disconnect', () => process.exit());

function open(start: StartMessage): Matcher {
  const { native, reason } = tryNative(start.nativeDirectory);
  send({ type: 'ready', reason });
  let wasm: ReturnType<typeof loadWasm> | undefined;
  const grammarsOf = async (language: string): Promise<Grammars | undefined> => {
    if (native?.knows(language)) return native;
    const loaded = await (wasm ??= loadWasm(start));
    await loaded.add(language);
    return loaded.knows(language) ? loaded : undefined;
  };
  return createMatcher({ grammarsOf, limitMs: start.limitMs, startTimer });
}

function tryNative(directory: string | undefined): { native?: Grammars; reason: string } {
  if (directory === undefined) return { reason: 'not wanted' };
  try {
    return { native: loadNative(directory, import.meta.url), reason: '' };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

async function answer(message: MatchMessage): Promise<void> {
  for (const { number, syntax } of message.define) rules.set(number, syntax);
  const numbered = message.rules.flatMap((number) => {
    const syntax = rules.get(number);
    return syntax === undefined ? [] : [{ number, syntax }];
  });
  const result = await matcher?.match({ ...message, rules: numbered });
  if (result) send({ type: 'answer', id: message.id, answer: result });
}

/** The smaller of time and processor time: a busy machine makes no rule slow, nor does a compiler's thread. */
function startTimer(): () => number {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return Math.min(performance.now() - wall, (user + system) / 1000);
  };
}

function send(message: FromProcess): void {
  process.send?.(message);
}

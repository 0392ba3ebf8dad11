import type { Message } from '../../prompt/message.ts';
import type { TokenCounter } from './count-tokens.ts';

/** Remembers the last prompt, to tell what a server with a prefix cache has to read anew. */
export interface PrefixTracker {
  /** Call when a prompt is sent: tokens at its start that it shares with the prompt sent before. */
  shared(messages: readonly Message[]): number;
}

export function createPrefixTracker(counter: TokenCounter): PrefixTracker {
  let before = '';
  return {
    shared: (messages) => {
      const now = messages.map((message) => `${message.role}\n${message.content}\n`).join('');
      const length = commonPrefix(before, now);
      before = now;
      return counter.count(now.slice(0, length));
    },
  };
}

function commonPrefix(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

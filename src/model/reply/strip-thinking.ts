/** What is left of a reply once its thinking is taken out. */
export interface Stripped {
  readonly text: string;
  /** Where the kept text stood in the reply: half-open ranges of character offsets. */
  readonly kept: readonly (readonly [number, number])[];
  /** The reply ended inside its thinking: it was cut. */
  readonly isUnclosed: boolean;
}

const tag = /<(?<close>\/)?think(?:ing)?>/giu;

/**
 * Takes `<think>` sections out. A closing tag without an opening one ends thinking that a chat template opened, so
 * everything before it goes; closing twice is the same case. What follows an opening tag without an end is thinking.
 */
export function stripThinking(reply: string): Stripped {
  let kept: [number, number][] = [];
  let from = 0;
  let isInside = false;
  for (const match of reply.matchAll(tag)) {
    const isClosing = match.groups?.['close'] !== undefined;
    if (isClosing && !isInside) kept = [];
    if (!isClosing && !isInside) kept.push([from, match.index]);
    isInside = !isClosing;
    from = match.index + match[0].length;
  }
  if (!isInside) kept.push([from, reply.length]);
  kept = kept.filter(([start, end]) => end > start);
  const text = kept.map(([start, end]) => reply.slice(start, end)).join('');
  return { text: from === 0 ? text : text.trim(), kept, isUnclosed: isInside };
}

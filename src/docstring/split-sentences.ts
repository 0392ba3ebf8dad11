import { asciiFirst } from './ascii-first.ts';

/** Ends with a full stop that ends no sentence. */
const abbreviation = asciiFirst(
  /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|excl|fig|eq|Dr|Mr|Ms|St)|\b\p{Lu})\.$/u,
);

const betweenSentences = asciiFirst(/(?<=[.!?…]["')\]`]?)\s+(?=`|["'([]?[\p{Lu}\p{Lt}\p{Lo}\p{N}_])/u);

/** The sentences of one line of prose, each with the mark that ends it. Joined by spaces they give the text. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  for (const part of text.split(betweenSentences(text))) {
    current = current === '' ? part : `${current} ${part}`;
    if (abbreviation(current).test(current)) continue;
    sentences.push(current);
    current = '';
  }
  return current === '' ? sentences : [...sentences, current];
}

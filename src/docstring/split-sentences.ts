/** Ends with a full stop that ends no sentence. */
const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|excl|fig|eq|Dr|Mr|Ms|St)|\b\p{Lu})\.$/u;

/** The sentences of one line of prose, each with the mark that ends it. Joined by spaces they give the text. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = [];
  let current = '';
  for (const part of text.split(/(?<=[.!?…]["')\]`]?)\s+(?=`|["'([]?[\p{Lu}\p{Lt}\p{Lo}\p{N}_])/u)) {
    current = current === '' ? part : `${current} ${part}`;
    if (abbreviation.test(current)) continue;
    sentences.push(current);
    current = '';
  }
  return current === '' ? sentences : [...sentences, current];
}

/** A token that the model might have said and its natural log probability. */
export interface AnswerToken {
  readonly token: string;
  readonly logprob: number;
}

/**
 * How much a model leans to Yes: ln P(Yes) - ln P(No) at the first token of its answer, over all ways to write either
 * (case, spaces, quotes, a leading part such as `Ye`). Positive: rather Yes.
 *
 * A side that is not among the likeliest tokens is less likely than all of them, and counts as the least likely one
 * reported: the score then is a bound on the cautious side, never infinite. Undefined when neither side is reported:
 * the model does not answer this question.
 *
 * Raw scores mean nothing across questions or models: only a Calibration makes one speak.
 */
export function scoreAnswer(tokens: readonly AnswerToken[]): number | undefined {
  const yes = logSum(tokens.filter(({ token }) => isAnswer(token, 'yes')));
  const no = logSum(tokens.filter(({ token }) => isAnswer(token, 'no')));
  if (yes === undefined && no === undefined) return undefined;
  const least = Math.min(...tokens.map(({ logprob }) => logprob));
  return (yes ?? least) - (no ?? least);
}

/** The log odds that `yes` answers among `total` short samples support; half an answer each way keeps them finite. */
export function scoreSamples(yes: number, total: number): number {
  return Math.log((yes + 0.5) / (total - yes + 0.5));
}

/** Whether a short reply begins with Yes or with No; undefined: with neither. */
export function isYes(reply: string): boolean | undefined {
  const [word = ''] = /[a-z]+/i.exec(reply) ?? [];
  return isAnswer(word, 'yes') ? true : isAnswer(word, 'no') ? false : undefined;
}

/** `Yes`, ` yes`, `"YES`, `Y`, `Ye`: what tokenisers make of the beginning of the word. */
function isAnswer(token: string, word: 'yes' | 'no'): boolean {
  const letters = token.toLowerCase().replace(/^[^a-z]+|[^a-z]+$/g, '');
  return letters !== '' && word.startsWith(letters);
}

function logSum(tokens: readonly AnswerToken[]): number | undefined {
  if (tokens.length === 0) return undefined;
  const most = Math.max(...tokens.map(({ logprob }) => logprob));
  return most + Math.log(tokens.reduce((sum, { logprob }) => sum + Math.exp(logprob - most), 0));
}

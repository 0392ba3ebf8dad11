import { contentOf } from '../plan.ts';
import type { Answer, Plan, Refusal, Token, Wire } from '../plan.ts';
import { splitTokens } from '../tokens.ts';

/** What a script may say about a fault besides its name; each effect documents what it reads. */
export interface FaultOptions {
  /** Path it hits, or `*` for every path. Default: chat and generate calls. */
  readonly on?: string;
  /** Only the first so many calls. */
  readonly times?: number;
  readonly ms?: number;
  /** Tokens, counted from the start of the answer. */
  readonly after?: number;
  readonly tokens?: number;
  readonly bytes?: number;
  readonly status?: number;
  readonly location?: string;
  readonly text?: string;
  readonly wording?: string;
  /** `Retry-After` of a refusal: seconds or a date. */
  readonly retryAfter?: string;
}

/** One named fault: a sentence for the reader and what it does to the plan of a call. */
export interface Effect {
  readonly about: string;
  /** True: it changes the list of models and therefore every path. */
  readonly inventory?: boolean;
  readonly apply: (plan: Plan, options: FaultOptions) => Plan;
}

export function onAnswer(
  about: string,
  change: (answer: Answer, options: FaultOptions, plan: Plan) => Partial<Answer>,
): Effect {
  return {
    about,
    apply: (plan, options) => ({
      ...plan,
      answer: { ...plan.answer, ...change(plan.answer, options, plan) },
    }),
  };
}

export function onWire(about: string, change: (options: FaultOptions) => Partial<Wire>): Effect {
  return { about, apply: (plan, options) => ({ ...plan, wire: { ...plan.wire, ...change(options) } }) };
}

export function refusing(about: string, make: (plan: Plan, options: FaultOptions) => Refusal): Effect {
  return { about, apply: (plan, options) => ({ ...plan, refusal: make(plan, options) }) };
}

/** Tokens for a text nobody gave probabilities for. */
export function tokensOf(text: string): Token[] {
  return splitTokens(text).map((piece) => ({ text: piece, probability: 0.9, alternatives: [[piece, 0.9]] }));
}

/** The answer's text replaced; the count follows. */
export function saying(text: string): Partial<Answer> {
  const tokens = tokensOf(text);
  return { tokens, evalTokens: tokens.length };
}

export { contentOf };

import type { Completion, Model, ReplyCache } from '../../src/review/ports.ts';

/** A reply that a run used, and its key in the cache. */
export interface UsedReply {
  readonly key: string;
  readonly completion: Completion;
}

/** What asking cost, or would have cost without a cache. */
export interface Cost {
  readonly calls: number;
  /** Prompt tokens. */
  readonly sent: number;
  /** Those of them that the server evaluated; where it does not say, all of them. */
  readonly evaluated: number;
  readonly seconds: number;
}

export interface NotedTools {
  readonly model: Model;
  readonly cache: ReplyCache;
  /** Every reply used, once, in the order in which it was first used. */
  replies(): readonly UsedReply[];
  cost(): Cost;
}

/**
 * Hands on what is asked and notes what came back. A cached reply costs what it cost when it was made, so that a second
 * run prints the same figures.
 *
 * @param paid keys of replies that cost nothing any more, as when the same question was asked in another case before;
 *   those used here are added
 */
export function noteReplies(model: Model, cache: ReplyCache, paid: Set<string>): NotedTools {
  const used = new Map<string, UsedReply>();
  // Replies that could not be used are never kept, and have no key.
  const unkept = new Set<Completion>();
  let cost = noCost;
  const note = (key: string, completion: Completion): void => {
    unkept.delete(completion);
    used.set(key, { key, completion });
    if (!paid.has(key)) cost = addReply(cost, completion);
    paid.add(key);
  };
  return {
    model: {
      describe: (signal) => model.describe(signal),
      countTokens: (text) => model.countTokens(text),
      complete: async (request) => {
        const completion = await model.complete(request);
        unkept.add(completion);
        return completion;
      },
      close: () => model.close(),
    },
    cache: {
      get: async (key) => {
        const known = await cache.get(key);
        if (known !== undefined) note(key, known);
        return known;
      },
      put: async (key, completion) => {
        note(key, completion);
        await cache.put(key, completion);
      },
    },
    replies: () => [...used.values()],
    cost: () => [...unkept].reduce(addReply, cost),
  };
}

export const noCost: Cost = { calls: 0, sent: 0, evaluated: 0, seconds: 0 };

function addReply(cost: Cost, { tokens, ms }: Completion): Cost {
  return addCosts(cost, {
    calls: 1,
    sent: tokens.prompt,
    evaluated: tokens.evaluated ?? tokens.prompt,
    seconds: ms.total / 1000,
  });
}

export function addCosts(a: Cost, b: Cost): Cost {
  return {
    calls: a.calls + b.calls,
    sent: a.sent + b.sent,
    evaluated: a.evaluated + b.evaluated,
    seconds: a.seconds + b.seconds,
  };
}

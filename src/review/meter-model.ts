import type { ModelUse } from './jobs/use-tally.ts';
import type { Model } from './ports.ts';

export interface Meter {
  /** The same model, whose answers are counted. */
  readonly wrap: (model: Model) => Model;
  /** Of all that were wrapped; undefined: nothing was asked. */
  used(): ModelUse | undefined;
}

/** Counts what models cost that are asked outside of a review, whose Ledger would tell. */
export function createMeter(): Meter {
  let name: string | undefined;
  let calls = 0;
  const tokens = { prompt: 0, reply: 0 };
  let ms = 0;
  return {
    wrap: (model) => ({
      ...model,
      async describe(signal) {
        const card = await model.describe(signal);
        name = card.name;
        return card;
      },
      async complete(request) {
        const completion = await model.complete(request);
        calls += 1;
        tokens.prompt += completion.tokens.prompt;
        tokens.reply += completion.tokens.reply;
        ms += completion.ms.total;
        return completion;
      },
    }),
    used: () => (calls === 0 ? undefined : { model: name, tokens: { ...tokens }, seconds: ms / 1000 }),
  };
}

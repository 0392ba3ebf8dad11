import type { Completion, CompletionRequest, Model } from '../../src/review/ports.ts';
import { completion, scriptedModel } from './scripted-model.ts';

export interface AnsweringModel extends Model {
  readonly requests: CompletionRequest[];
}

/** The Model port for yes/no questions: `score` gives the log odds of Yes for each prompt. */
export function answeringModel(score: (prompt: string) => number): AnsweringModel {
  const model = scriptedModel([]);
  return {
    ...model,
    async complete(request) {
      model.requests.push(request);
      return yesOrNo(score(request.messages.at(-1)?.content ?? ''));
    },
  };
}

/** A reply of one token that leans to Yes by these log odds. */
export function yesOrNo(score: number): Completion {
  const odds = Math.exp(score);
  const tokens = [
    { token: 'Yes', logprob: Math.log(odds / (1 + odds)) },
    { token: 'No', logprob: Math.log(1 / (1 + odds)) },
  ];
  return { ...completion('Yes', 'length'), probabilities: [tokens] };
}

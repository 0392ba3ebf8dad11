import type { CompletionRequest, Model } from '../../src/review/ports.ts';
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
      const odds = Math.exp(score(request.messages.at(-1)?.content ?? ''));
      const tokens = [
        { token: 'Yes', logprob: Math.log(odds / (1 + odds)) },
        { token: 'No', logprob: Math.log(1 / (1 + odds)) },
      ];
      return { ...completion('Yes', 'length'), probabilities: [tokens] };
    },
  };
}

import { refusal } from '../plan.ts';
import type { Refusal } from '../plan.ts';

type Wording = (promptTokens: number, context: number) => Refusal;

const llamaServer = (sent: number, context: number) => ({
  error: {
    code: 400,
    message: `request (${sent} tokens) exceeds the available context size (${context} tokens), try increasing it`,
    type: 'exceed_context_size_error',
    n_prompt_tokens: sent,
    n_ctx: context,
  },
});

const openai = (message: string, type: string) => ({ error: { message, type, param: null, code: 400 } });

/** How servers say "too long": every wording known, as a function of tokens sent and tokens allocated. */
export const overflowWordings = {
  'ollama-input': () => refusal(400, { error: 'the input length exceeds the context length' }),
  'ollama-short': () => refusal(400, { error: 'input length exceeds the context length' }),
  'ollama-shift': () =>
    refusal(400, {
      error:
        'the prompt is longer than the context length currently available to the model; shorten the prompt, ' +
        'adjust the context length in settings, or use a model with a longer context length',
    }),
  'ollama-mlx': (sent, context) =>
    refusal(400, {
      error: `input length (${sent} tokens) exceeds the model's maximum context length (${context} tokens)`,
    }),
  'ollama-llama-json': (sent, context) => refusal(400, llamaServer(sent, context)),
  'ollama-llama-string': (sent, context) =>
    refusal(400, { error: JSON.stringify(llamaServer(sent, context)) }),
  'ollama-v1': () =>
    refusal(400, {
      error: {
        message: 'the input length exceeds the context length',
        type: 'invalid_request_error',
        param: null,
        code: null,
      },
    }),
  'llama-server': (sent, context) => refusal(400, llamaServer(sent, context)),
  'vllm-context': (sent, context) =>
    refusal(
      400,
      openai(
        `This model's maximum context length is ${context} tokens. However, you requested ${sent} tokens in ` +
          'the messages, Please reduce the length of the messages.',
        'BadRequestError',
      ),
    ),
  'vllm-max-tokens': (sent, context) =>
    refusal(400, openai(`max_tokens must be at least 1, got ${context - sent}.`, 'BadRequestError')),
  lmstudio: (sent, context) =>
    refusal(200, {
      error:
        `Trying to keep the first ${sent} tokens when context the overflows. However, the model is loaded with ` +
        `context length of only ${context} tokens, which is not enough.`,
    }),
  'lmstudio-object': (sent, context) =>
    refusal(200, {
      error: {
        message: `The number of tokens (${sent}) is greater than the context length (${context}).`,
        type: 'invalid_request_error',
      },
    }),
} satisfies Record<string, Wording>;

export type OverflowWording = keyof typeof overflowWordings;

function isOverflowWording(name: string): name is OverflowWording {
  return name in overflowWordings;
}

/** The refusal in one of the wordings; throws on a name that does not exist (scripts may be JSON). */
export function overflowWording(name: string): Wording {
  if (!isOverflowWording(name)) throw new Error(`no such overflow wording: ${name}`);
  return overflowWordings[name];
}

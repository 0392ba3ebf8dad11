import { GalleyError, type ErrorCode } from '../../errors.ts';
import { printable } from '../../safety/printable.ts';
import { countOf, fieldsOf, parseJson, textOf, type Fields } from '../read-fields.ts';

/** An answer that is no reply: any status, the body as it came. */
export interface ServerAnswer {
  readonly status: number;
  readonly body: string;
}

export interface FailureContext {
  readonly model: string;
  /** What installs a missing model: `ollama pull NAME`; empty when there is no command. */
  readonly pull: string;
}

/**
 * How servers say that a prompt does not fit. Ollama (its own check, its engine, its MLX engine), llama-server,
 * vLLM's two texts, LM Studio. Matched by wording because the status varies from 200 to 500.
 */
const overflow: readonly RegExp[] = [
  /exceed_context_size/iu,
  /prompt is longer than the context length/iu,
  /input length.{0,60}exceeds.{0,40}context (?:length|size|window)/iu,
  /exceeds? the (?:available )?context (?:size|length|window)/iu,
  /maximum context length/iu,
  /max_(?:completion_)?tokens must be at least 1\b/iu,
  /greater than the context (?:length|size|window)/iu,
  /context (?:length|size|window) (?:of|is) (?:only )?\d+/iu,
  /context the overflows|context overflow|context window is full/iu,
  /prompt (?:is )?too (?:long|large)/iu,
];

interface Reading {
  readonly when: (answer: ServerAnswer, words: string) => boolean;
  readonly code: ErrorCode;
  readonly what: (context: FailureContext) => string;
  readonly todo?: (context: FailureContext) => string;
  readonly isRetryable?: boolean;
}

/** First match wins. */
const readings: readonly Reading[] = [
  {
    when: (_, words) => overflow.some((wording) => wording.test(words)),
    code: 'prompt-too-long',
    what: () => 'The prompt does not fit in the window of the model.',
    todo: () => '--window 8192, or smaller requests: --prompt-tokens 1000',
  },
  {
    when: (_, words) => /not support thinking|invalid think value/iu.test(words),
    code: 'server-refused',
    what: ({ model }) => `${model} can't think on this server.`,
    todo: () => 'Leave out --think.',
  },
  {
    when: (answer, words) => answer.status >= 500 && /repetiti|repeat/iu.test(words),
    code: 'reply-repeats',
    what: () => 'The model fell into a loop; the server stopped it.',
  },
  {
    when: (_, words) =>
      /out of memory|more system memory|insufficient memory|failed to allocate/iu.test(words),
    code: 'server-refused',
    what: ({ model }) => `The server has too little memory for ${model}.`,
    todo: () => 'Use a smaller model, or a smaller window: --window 4096',
  },
  {
    when: ({ status }) => status === 401,
    code: 'server-refused',
    what: () => 'The model server wants an API key.',
    todo: () => 'GALLEY_API_KEY=KEY',
  },
  {
    when: ({ status }) => status === 403,
    code: 'server-refused',
    what: () => 'The model server refused the request.',
    todo: () => 'Use the address the server itself listens on: --server http://127.0.0.1:PORT',
  },
  {
    when: ({ status }, words) =>
      /\bmodel\b.{0,120}\b(?:not found|does not exist|not exist)|no models? loaded/iu.test(words) &&
      (status === 404 || status === 400 || status === 200),
    code: 'model-missing',
    what: ({ model }) => `The server has no model ${model}.`,
    todo: ({ pull }) => pull || 'Load the model in the server, or name another one with --model.',
  },
  {
    when: ({ status }) => status === 404 || status === 405,
    code: 'server-refused',
    what: () => 'The server does not know this request: it may be another kind of server.',
    todo: () => '--backend ollama or --backend openai',
  },
  {
    when: ({ status }, words) =>
      status === 503 || status === 429 || /server busy|loading model/iu.test(words),
    code: 'model-busy',
    what: () => 'The model server is busy.',
    todo: () => 'Try again in a moment.',
    isRetryable: true,
  },
  {
    when: ({ status }) => status === 408 || status === 504,
    code: 'model-timeout',
    what: () => 'The model server gave up waiting for the model.',
    todo: () => 'Use a smaller model.',
  },
  {
    when: ({ status }) => status >= 400 && status < 499,
    code: 'server-refused',
    what: () => 'The model server refused the request.',
  },
];

/** Turns any answer that is not a reply into the GalleyError that says what the reader can do. */
export function explainFailure(answer: ServerAnswer, context: FailureContext): GalleyError {
  const failure = readFailure(answer.body);
  const reading = readings.find(({ when }) => when(answer, failure.words));
  const sizes =
    failure.promptTokens === undefined || failure.window === undefined
      ? ''
      : ` (${failure.promptTokens} tokens, window ${failure.window})`;
  return new GalleyError(reading?.code ?? 'reply-broken', {
    what: reading?.what(context) ?? 'The model server failed during the reply.',
    why: `It answered ${answer.status}: ${quoteBody(failure.words)}${sizes}`,
    todo: reading?.todo?.(context) ?? '',
    isRetryable: reading?.isRetryable ?? false,
  });
}

interface Failure {
  readonly words: string;
  readonly promptTokens: number | undefined;
  readonly window: number | undefined;
}

/** Every shape in use: `{error:"…"}`, `{error:{message,type,…}}`, `{message}`, `{detail}`, JSON within a string, no JSON. */
function readFailure(body: string, depth = 0): Failure {
  const fields = fieldsOf(parseJson(body));
  const inner = typeof fields['error'] === 'object' ? fieldsOf(fields['error']) : fields;
  const message = textOf(inner['message']) ?? textOf(inner['error']) ?? textOf(inner['detail']) ?? body;
  if (depth < 2 && message !== body && message.trimStart().startsWith('{'))
    return readFailure(message, depth + 1);
  return {
    words: [message, textOf(inner['type']), textOf(inner['code'])].filter(Boolean).join(' '),
    ...sizesOf(inner),
  };
}

function sizesOf(fields: Fields): { promptTokens: number | undefined; window: number | undefined } {
  return { promptTokens: countOf(fields['n_prompt_tokens']), window: countOf(fields['n_ctx']) };
}

/** At most 200 characters on one line: servers may send whole pages. */
function quoteBody(text: string): string {
  return printable(text, 200) || '(nothing)';
}

import { allocated } from './personas/persona.ts';
import type { Persona } from './personas/persona.ts';
import type { Refusal } from './plan.ts';
import { refusal } from './plan.ts';
import type { Call, Message, ModelEntry } from './script.ts';
import { renderMessages } from './tokens.ts';

type Body = Readonly<Record<string, unknown>>;

/** Paths whose calls carry a prompt. */
export const promptPaths = ['/api/chat', '/api/generate', '/v1/chat/completions'];

const object = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});
const number = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

interface Surroundings {
  readonly persona: Persona;
  readonly version: string;
  readonly defaultContext: number;
}

/** The call behind an Ollama body, or what Ollama says to a body it does not take. */
export function readOllamaCall(
  path: string,
  body: Body,
  model: ModelEntry,
  around: Surroundings,
): Call | Refusal {
  const options = object(body['options']);
  const messages = path === '/api/chat' ? messagesOf(body['messages']) : generateMessages(body);
  const thinks = model.capabilities?.includes('thinking') === true;
  const think = body['think'];
  if (typeof think === 'string' && !levels(around.version).includes(think)) {
    const known = 'must be "high", "medium", "low", true, or false';
    return refusal(400, { error: `invalid think value: ${JSON.stringify(think)} (${known})` });
  }
  if (Boolean(think) && !thinks) return refusal(400, { error: `"${model.name}" does not support thinking` });
  const format = body['format'];
  const isFormat =
    format === undefined ||
    format === null ||
    format === '' ||
    format === 'json' ||
    typeof format === 'object';
  if (!isFormat) {
    const seen = JSON.stringify(JSON.stringify(format)).slice(1, -1);
    return refusal(500, {
      error: `invalid format: "${seen}"; expected "json" or a valid JSON Schema object`,
    });
  }
  const enforced = model.format !== 'safetensors';
  const limit = number(options['num_predict'], -1);
  return {
    path,
    dialect: 'ollama',
    model,
    messages,
    prompt: renderMessages(messages),
    stream: body['stream'] !== false,
    schema: !enforced || !format ? undefined : format === 'json' ? 'json' : object(format),
    context: allocated(model, number(options['num_ctx'], around.defaultContext)),
    maxTokens: limit < 0 ? Infinity : limit,
    think: thinks && think !== false,
    overflow: overflowOf(body, around.version),
    topLogprobs: body['logprobs'] === true ? number(body['top_logprobs'], 0) : undefined,
    usageWanted: true,
    body,
  };
}

/** The call behind an OpenAI body, or what the product says to a body it does not take. */
export function readOpenaiCall(
  path: string,
  body: Body,
  model: ModelEntry,
  around: Surroundings,
): Call | Refusal {
  const { persona } = around;
  const format = object(body['response_format']);
  if (format['type'] === 'json_object' && !persona.acceptsJsonObject) {
    return refusal(400, { error: "'response_format.type' must be 'json_schema' or 'text'" });
  }
  const messages = messagesOf(body['messages']);
  const thinks = model.capabilities?.includes('thinking') === true;
  const off =
    body['reasoning_effort'] === 'none' || object(body['chat_template_kwargs'])['enable_thinking'] === false;
  const schema = object(object(format['json_schema'])['schema']);
  return {
    path,
    dialect: 'openai',
    model,
    messages,
    prompt: renderMessages(messages),
    stream: body['stream'] === true,
    schema: !persona.enforcesSchema ? undefined : formatOf(format['type'], schema),
    context: allocated(model, around.defaultContext),
    maxTokens: number(body['max_tokens'], persona.defaultMaxTokens),
    think: thinks && !off,
    overflow: persona.overflow === undefined || persona.name === 'ollama' ? 'cut-to-window' : 'refuse',
    topLogprobs:
      persona.givesLogprobs && body['logprobs'] === true ? number(body['top_logprobs'], 0) : undefined,
    usageWanted: object(body['stream_options'])['include_usage'] === true || persona.name === 'llama-server',
    body,
  };
}

function formatOf(type: unknown, schema: Body): Call['schema'] {
  if (type === 'json_object') return 'json';
  return type === 'json_schema' ? schema : undefined;
}

function messagesOf(value: unknown): Message[] {
  if (!Array.isArray(value)) return [];
  return value.map((one) => ({
    role: text(object(one)['role']),
    content: contentText(object(one)['content']),
  }));
}

function contentText(content: unknown): string {
  return Array.isArray(content) ? content.map((part) => text(object(part)['text'])).join('') : text(content);
}

function generateMessages(body: Body): Message[] {
  const system = text(body['system']);
  const prompt = text(body['prompt']);
  return [
    ...(system === '' ? [] : [{ role: 'system', content: system }]),
    ...(prompt === '' ? [] : [{ role: 'user', content: prompt }]),
  ];
}

const levels = (version: string): string[] => [
  'low',
  'medium',
  'high',
  ...(isAtLeast(version, 0, 30) ? ['max'] : []),
];

/** From 0.30 `shift` and `truncate` each refuse and the cut leaves half; before, only `truncate` refused. */
function overflowOf(body: Body, version: string): Call['overflow'] {
  const modern = isAtLeast(version, 0, 30);
  if (body['truncate'] === false) return 'refuse';
  if (modern && body['shift'] === false) return 'refuse';
  return modern ? 'cut-half' : 'cut-to-window';
}

/** True when a version such as `0.30.1` is at least the given one. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}

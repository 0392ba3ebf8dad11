import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One recorded exchange: a file of a recordings directory. */
export interface Recording {
  readonly key: string;
  readonly request: { readonly path: string; readonly body: unknown };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** The raw body cut at line ends; joined by a line end it is the body again. */
    readonly lines: readonly string[];
  };
}

type Body = Readonly<Record<string, unknown>>;

/** What decides a reply. Everything else (keep_alive, user, order of keys) may change without a new recording. */
const deciding = [
  ...[
    'model',
    'messages',
    'prompt',
    'system',
    'format',
    'response_format',
    'think',
    'stream',
    'stream_options',
  ],
  ...[
    'logprobs',
    'top_logprobs',
    'shift',
    'truncate',
    'max_tokens',
    'temperature',
    'top_p',
    'top_k',
    'seed',
    'stop',
  ],
  ...['reasoning_effort', 'chat_template_kwargs', 'verbose'],
];
const decidingOptions = [
  ...['num_ctx', 'num_predict', 'num_keep', 'seed', 'temperature', 'top_k', 'top_p', 'min_p', 'stop'],
  ...['repeat_penalty', 'repeat_last_n', 'presence_penalty', 'frequency_penalty'],
];

/** The strict key of a request: SHA-256 over its path and all that decides the reply. */
export function recordingKey(path: string, body: unknown): string {
  const fields = typeof body === 'object' && body !== null ? (body as Body) : {};
  const options = pick((fields['options'] ?? {}) as Body, decidingOptions);
  const canonical = JSON.stringify(sortKeys({ path, ...pick(fields, deciding), options }));
  return createHash('sha256').update(canonical).digest('hex');
}

/** All recordings of a directory by key. Throws when a file's key is not that of its request. */
export function loadRecordings(directory: string): ReadonlyMap<string, Recording> {
  const files = readdirSync(directory).filter((name) => name.endsWith('.json'));
  return new Map(
    files.map((name) => {
      const recording = JSON.parse(readFileSync(join(directory, name), 'utf8')) as Recording;
      const { path, body } = recording.request;
      const key = recordingKey(path, body);
      if (key !== recording.key) throw new Error(`${name}: recorded under another key; record it anew`);
      return [key, recording];
    }),
  );
}

function pick(fields: Body, names: readonly string[]): Body {
  return Object.fromEntries(names.filter((name) => name in fields).map((name) => [name, fields[name]]));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

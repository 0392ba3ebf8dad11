import * as z from 'zod/mini';
import type { $ZodType } from 'zod/v4/core';
import type { Setting } from './setting.ts';

/** Only so that each row keeps its own types. */
function setting<Schema extends $ZodType>(row: Setting<Schema, z.output<Schema>>): typeof row;
function setting<Schema extends $ZodType>(
  row: Setting<Schema, z.output<Schema> | undefined>,
): Setting<Schema, z.output<Schema> | undefined>;
function setting(row: Setting): Setting {
  return row;
}

const integer = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
const seconds = () => z.number().check(z.minimum(0.1), z.maximum(86_400));
const path = () => z.string().check(z.minLength(1), z.maxLength(4096));

/**
 * Every setting of Galley, by key; a dot is one level of nesting in YAML. Flags, environment variables, both
 * configuration files, their JSON Schemas, the reference in the README and all messages come from here.
 *
 * zod/mini, because the whole of zod costs more start-up time than the rest of Galley together.
 */
export const settingsTable = {
  model: setting({
    schema: z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}$/)),
    default: undefined,
    description: 'Model to ask, as its server names it; unset: the best installed one.',
    form: 'a model name such as qwen2.5-coder:1.5b',
    setBy: 'repository',
    flag: { flags: '--model <name>' },
  }),
  modelFile: setting({
    schema: path(),
    default: undefined,
    description: 'GGUF file to run in process, with the backend gguf (which it implies).',
    form: 'a path',
    setBy: 'operator',
    isPath: true,
    flag: { flags: '--model-file <path>' },
  }),
  backend: setting({
    schema: z.enum(['ollama', 'openai', 'gguf']),
    default: 'ollama',
    description: 'What answers: an Ollama server, an OpenAI-compatible server, or a GGUF file in process.',
    setBy: 'operator',
    flag: { flags: '--backend <name>' },
  }),
  server: setting({
    schema: z.string().check(z.regex(/^https?:\/\/[^\s@?#]{1,500}$/)),
    default: undefined,
    description:
      "Address of the model server; unset: OLLAMA_HOST, else the backend's usual port on this host.",
    form: 'an address such as http://127.0.0.1:11434, without user name, password or query',
    setBy: 'operator',
    isAddress: true,
    flag: { flags: '--server <url>' },
  }),
  allowHost: setting({
    schema: z
      .array(z.string().check(z.regex(/^[A-Za-z0-9[][A-Za-z0-9.:[\]-]{0,252}$/)))
      .check(z.maxLength(50)),
    default: [],
    description: 'Hosts besides this one that may be sent code.',
    form: 'host names or addresses such as gpu.example.org',
    setBy: 'operator',
    isAddress: true,
    flag: { flags: '--allow-host <host>' },
  }),
  apiKey: setting({
    schema: z.string().check(z.regex(/^[!-~]{1,4096}$/)),
    default: undefined,
    description: 'Bearer token for the model server.',
    form: 'a token of ASCII letters, digits and signs, without blanks and line ends',
    setBy: 'environment',
    isSecret: true,
  }),
  token: setting({
    schema: z.string().check(z.regex(/^[!-~]{1,4096}$/)),
    default: undefined,
    description: 'Token for the forge, to read a pull request and to post its review; unset: GITHUB_TOKEN.',
    form: 'a token of ASCII letters, digits and signs, without blanks and line ends',
    setBy: 'environment',
    isSecret: true,
  }),
  forge: setting({
    schema: z.string().check(z.regex(/^https?:\/\/[^\s@?#]{1,500}$/)),
    default: undefined,
    description:
      "Address of the forge's API, such as https://github.example.org/api/v3; unset: GitHub's own.",
    form: 'an address without user name, password or query',
    setBy: 'operator',
    isAddress: true,
    flag: { flags: '--forge <url>' },
  }),
  noModel: setting({
    schema: z.boolean(),
    default: false,
    description: 'Review by rules only: no model is asked.',
    setBy: 'operator',
    flag: { flags: '--no-model', sets: true },
  }),
  think: setting({
    schema: z.boolean(),
    default: false,
    description: 'Let a thinking model think before it answers, which takes many times longer.',
    setBy: 'operator',
    flag: { flags: '--think', sets: true },
  }),
  commands: setting({
    schema: z.enum(['none', 'comments', 'check']),
    default: 'none',
    description:
      'What workflows listen to between reviews of a pull request, so that reviews say so: nothing, commands in comments, or these and the button of the check.',
    setBy: 'operator',
    flag: { flags: '--commands <heard>' },
  }),
  failOn: setting({
    schema: z.enum(['none', 'info', 'warning', 'error']),
    default: 'error',
    description: 'Least severity of a finding that makes the exit code 1.',
    setBy: 'repository',
    flag: { flags: '--fail-on <severity>' },
  }),
  maxFindings: setting({
    schema: integer(1, 500),
    default: 8,
    description: 'Findings shown before the rest is folded.',
    setBy: 'repository',
    flag: { flags: '--max-findings <number>' },
  }),
  exclude: setting({
    schema: z.array(z.string().check(z.minLength(1), z.maxLength(500))).check(z.maxLength(500)),
    default: [],
    description: 'Globs of files not to review, relative to the top of the repository.',
    form: 'globs such as docs/**',
    setBy: 'repository',
    flag: { flags: '--exclude <glob>' },
  }),
  maxFileKilobytes: setting({
    schema: integer(1, 16_384),
    default: 1024,
    description: 'Files larger than this many KiB are not reviewed.',
    setBy: 'repository',
    flag: { flags: '--max-file-kilobytes <number>' },
  }),
  'budget.promptTokens': setting({
    schema: integer(400, 100_000),
    default: 1500,
    description: 'Most tokens of one prompt.',
    setBy: 'repository',
    flag: { flags: '--prompt-tokens <number>' },
  }),
  'budget.replyTokens': setting({
    schema: integer(64, 8192),
    default: 320,
    description: 'Most tokens of one reply.',
    setBy: 'repository',
    flag: { flags: '--reply-tokens <number>' },
  }),
  'budget.time': setting({
    schema: z.string().check(z.regex(/^[1-9][0-9]{0,5}(s|m|h)$/)),
    default: undefined,
    description: 'Time after which nothing new is asked: the most promising questions come first.',
    form: 'a duration such as 20s, 5m or 1h',
    setBy: 'operator',
    flag: { flags: '--budget <duration>' },
  }),
  probes: setting({
    schema: z.boolean(),
    default: true,
    description: 'Ask the model narrow yes/no questions about what the change adds.',
    setBy: 'operator',
    flag: { flags: '--no-probes', sets: false, description: 'Ask the model no narrow questions.' },
  }),
  forms: setting({
    schema: z.enum(['graded', 'always', 'never']),
    default: 'graded',
    description:
      'Whether the model is asked for remarks of its own: if its grade allows, always (nobody has then measured how often it is right), or never.',
    setBy: 'operator',
    flag: { flags: '--forms <when>' },
  }),
  window: setting({
    schema: integer(1024, 1_048_576),
    default: undefined,
    description: "Tokens of the model's window for the whole run; unset: what fits the model and the memory.",
    setBy: 'operator',
    flag: { flags: '--window <tokens>' },
  }),
  concurrency: setting({
    schema: integer(1, 64),
    default: 1,
    description: 'Most calls to the model at the same time.',
    setBy: 'operator',
    flag: { flags: '--concurrency <number>' },
  }),
  keepAlive: setting({
    schema: z.string().check(z.regex(/^(-1|0|[0-9]{1,6}(s|m|h))$/)),
    default: '5m',
    description: 'How long Ollama keeps the model in memory after a call; 0: not at all, -1: for ever.',
    form: 'a duration such as 5m, 90s or 1h, or 0 or -1',
    setBy: 'operator',
    flag: { flags: '--keep-alive <duration>' },
  }),
  'timeoutSeconds.connect': setting({
    schema: seconds(),
    default: 5,
    description: 'Seconds to wait for a connection to the server.',
    setBy: 'operator',
  }),
  'timeoutSeconds.firstByte': setting({
    schema: seconds(),
    default: 600,
    description: 'Seconds to wait for the first byte of a reply; loading and prefill happen before it.',
    setBy: 'operator',
  }),
  'timeoutSeconds.idle': setting({
    schema: seconds(),
    default: 120,
    description: 'Seconds without a new byte after which a reply is given up.',
    setBy: 'operator',
  }),
  'timeoutSeconds.total': setting({
    schema: seconds(),
    default: 900,
    description: 'Seconds that one call to the model may take in all.',
    setBy: 'operator',
    flag: { flags: '--timeout <seconds>' },
  }),
  'docs.private': setting({
    schema: z.boolean(),
    default: false,
    description: 'Document declarations that are not public too.',
    setBy: 'repository',
    flag: { flags: '--private', sets: true },
  }),
  'docs.runtime': setting({
    schema: z.boolean(),
    default: false,
    description:
      'Document Python functions whose docstring is read at run time too: commands, routes, tools.',
    setBy: 'repository',
    flag: { flags: '--runtime-docs', sets: true },
  }),
  'docs.review': setting({
    schema: z.enum(['off', 'stale', 'all']),
    default: 'stale',
    description:
      'What a review says of doc comments: nothing, which ones the change made untrue, or also which ones it lacks.',
    setBy: 'repository',
    flag: { flags: '--docs <what>' },
  }),
  'docs.commitTime': setting({
    schema: z.string().check(z.regex(/^[1-9][0-9]{0,5}(s|m|h)$/)),
    default: '8s',
    description: 'Time that the hook may take of a commit: what is finished by then lands.',
    form: 'a duration such as 8s or 1m',
    setBy: 'repository',
  }),
  'cache.enabled': setting({
    schema: z.boolean(),
    default: true,
    description: 'Answer from earlier replies to the same prompt by the same model.',
    setBy: 'operator',
    flag: {
      flags: '--no-cache',
      sets: false,
      description: 'Take no reply from the cache and keep none: ask the model about everything.',
    },
  }),
  'cache.directory': setting({
    schema: path(),
    default: undefined,
    description: "Folder of the reply cache; unset: galley in the user's cache directory.",
    form: 'a path',
    setBy: 'operator',
    isPath: true,
    flag: { flags: '--cache-directory <path>' },
  }),
  'cache.maxMegabytes': setting({
    schema: integer(1, 1_048_576),
    default: 256,
    description: 'Size in MiB at which the reply cache drops its oldest entries.',
    setBy: 'operator',
  }),
  data: setting({
    schema: path(),
    default: undefined,
    description:
      "Folder in which galley serve keeps its queue, mirrors and replies; unset: galley in the user's data directory.",
    form: 'a path',
    setBy: 'operator',
    isPath: true,
    usedBy: 'app',
  }),
  runner: setting({
    schema: path(),
    default: undefined,
    description:
      'Folder with an OWNER/NAME, its dependencies installed, or an OWNER/NAME.tar, an image, for each repository whose tests galley serve may run.',
    form: 'an absolute path',
    setBy: 'operator',
    usedBy: 'app',
  }),
  runnerInstall: setting({
    schema: z.string().check(z.minLength(1), z.maxLength(1000)),
    default: undefined,
    description:
      "Instead of runner: command that installs the base's dependencies for those tests, without their scripts; no shell reads it.",
    form: 'a command such as npm ci --ignore-scripts',
    setBy: 'operator',
    usedBy: 'app',
  }),
  'app.reviews': setting({
    schema: integer(1, 16),
    default: 1,
    description: 'Pull requests that one galley serve reviews at the same time.',
    setBy: 'operator',
    usedBy: 'app',
  }),
  'app.retentionDays': setting({
    schema: integer(1, 3650),
    default: 30,
    description: 'Days that galley serve remembers finished jobs, mirrors nobody used, and replies.',
    setBy: 'operator',
    usedBy: 'app',
  }),
  'app.dashboard': setting({
    schema: z.enum(['loopback', 'always', 'never']),
    default: 'loopback',
    description:
      'When galley serve shows its dashboard, which asks for a token: if it listens on this host alone, always, or never.',
    setBy: 'operator',
    usedBy: 'app',
  }),
  'app.operatorToken': setting({
    schema: z.string().check(z.regex(/^[!-~]{16,4096}$/)),
    default: undefined,
    description: 'Token to sign in to the dashboard with; unset: galley serve writes one into its folder.',
    form: 'at least 16 ASCII letters, digits and signs, without blanks',
    setBy: 'environment',
    isSecret: true,
    usedBy: 'app',
  }),
  'app.apiToken': setting({
    schema: z.string().check(z.regex(/^[!-~]{16,4096}$/)),
    default: undefined,
    description:
      'Bearer token for the JSON API, /v1/review and, from other hosts, /metrics; unset: that of the dashboard.',
    form: 'at least 16 ASCII letters, digits and signs, without blanks',
    setBy: 'environment',
    isSecret: true,
    usedBy: 'app',
  }),
} as const satisfies Record<string, Setting>;

type Table = typeof settingsTable;

/** `model`, `budget.promptTokens`, ... */
export type SettingKey = keyof Table;
export const settingKeys = Object.keys(settingsTable) as readonly SettingKey[];

/** The table without the types of its rows: for code that treats all settings alike. */
export const settingRows: Readonly<Record<SettingKey, Setting>> = settingsTable;

type Value<Key extends SettingKey> = Readonly<z.output<Table[Key]['schema']> | Table[Key]['default']>;
type Leaf<Group extends string> = SettingKey extends infer Key
  ? Key extends `${Group}.${infer Name}`
    ? Name
    : never
  : never;
type Top<Key extends string> = Key extends `${infer Group}.${string}` ? Group : Key;

/**
 * All settings of a run, checked, defaults filled in; nested as in YAML. Undefined: not set, see the
 * description in the table. Units are in the names: tokens, seconds, KiB (`Kilobytes`), MiB (`Megabytes`).
 */
export type Settings = {
  readonly [Name in Top<SettingKey>]: Name extends SettingKey
    ? Value<Name>
    : { readonly [Inner in Leaf<Name>]: Value<Extract<`${Name}.${Inner}`, SettingKey>> };
};

/** How the products behind the OpenAI format differ, as data. Sources: their own documentation and issue lists. */
export interface ServerRow {
  readonly product: 'ollama' | 'llama-server' | 'lmstudio' | 'vllm' | 'mlx' | 'unknown';
  /** `owned_by` in `/v1/models`; undefined: recognised otherwise. */
  readonly ownedBy: RegExp | undefined;
  /** `Server` header of any answer. */
  readonly serverHeader: RegExp | undefined;
  /** Where the version is, and under which field; undefined: the product has no such place. */
  readonly version: { readonly path: string; readonly field: string } | undefined;
  readonly schema: 'json_schema' | 'none';
  /** False where a seed would switch batching off. */
  readonly sendsSeed: boolean;
  /** Merged into the body to keep a thinking model from thinking. */
  readonly thinkingOff: Readonly<Record<string, unknown>>;
  /** Merged into the body of every call. */
  readonly extras: Readonly<Record<string, unknown>>;
  readonly start: string;
  readonly pull: (model: string) => string;
}

const templateThinkingOff = { chat_template_kwargs: { enable_thinking: false } };
const none = () => '';

export const serverTable: readonly ServerRow[] = [
  {
    product: 'llama-server',
    ownedBy: /^llamacpp$/iu,
    serverHeader: /^llama\.cpp/iu,
    version: { path: '/props', field: 'build_info' },
    schema: 'json_schema',
    sendsSeed: true,
    thinkingOff: templateThinkingOff,
    extras: { cache_prompt: true, return_progress: true },
    start: 'llama-server -m MODEL.gguf --port 8080',
    pull: none,
  },
  {
    product: 'vllm',
    ownedBy: /^vllm$/iu,
    serverHeader: undefined,
    version: { path: '/version', field: 'version' },
    schema: 'json_schema',
    sendsSeed: true,
    thinkingOff: templateThinkingOff,
    extras: {},
    start: 'vllm serve MODEL',
    pull: none,
  },
  {
    product: 'lmstudio',
    ownedBy: /^organization_owner$/iu,
    serverHeader: undefined,
    version: undefined,
    schema: 'json_schema',
    sendsSeed: true,
    // enable_thinking has no effect there: only the model's settings in the program do.
    thinkingOff: {},
    extras: {},
    start: 'lms server start',
    pull: (model) => `lms get ${model}`,
  },
  {
    product: 'mlx',
    ownedBy: undefined,
    serverHeader: /^BaseHTTP\//iu,
    version: undefined,
    schema: 'none',
    sendsSeed: false,
    thinkingOff: templateThinkingOff,
    extras: {},
    start: 'mlx_lm.server --model MODEL',
    pull: none,
  },
  {
    product: 'ollama',
    // Ollama names the owner of each model: `library` or a user.
    ownedBy: undefined,
    serverHeader: undefined,
    version: { path: '/api/version', field: 'version' },
    schema: 'json_schema',
    sendsSeed: true,
    thinkingOff: { reasoning_effort: 'none' },
    extras: {},
    start: 'ollama serve',
    pull: (model) => `ollama pull ${model}`,
  },
];

export const unknownServer: ServerRow = {
  product: 'unknown',
  ownedBy: undefined,
  serverHeader: undefined,
  version: undefined,
  schema: 'json_schema',
  sendsSeed: true,
  thinkingOff: {},
  extras: {},
  start: 'Start the model server, or name another one: --server URL',
  pull: none,
};

import type { Fault } from './faults/faults.ts';

/** Which product the server pretends to be; each answers as that product does when nothing is wrong. */
export type PersonaName = 'ollama' | 'llama-server' | 'lmstudio' | 'vllm' | 'mlx';

/** What the fake serves and says. Everything but functions is JSON, so that a script can be a file. */
export interface Script {
  /** Default `ollama`. */
  readonly persona?: PersonaName;
  /** As `/api/version` tells it; decides how an Ollama cuts. Default: `0.34.0`. */
  readonly version?: string;
  /** Default: one small code model (`defaultModel`). */
  readonly models?: readonly ModelEntry[];
  readonly replies?: readonly Reply[];
  /** When no reply fits: `sample` (default) fills the schema or says OK, `unknown` is a 500 and counted. */
  readonly otherwise?: 'sample' | 'unknown';
  /** Faults of the whole server. Without `on` they hit chat and generate calls only. */
  readonly fault?: Fault | readonly Fault[];
  /** When set, calls without `Authorization: Bearer …` get 401 (health stays open). */
  readonly apiKey?: string;
  /** Tokens. What the server allocates when the caller does not say. Default 4096. */
  readonly defaultContext?: number;
}

/** One installed model. Lengths in tokens, sizes in bytes. */
export interface ModelEntry {
  readonly name: string;
  readonly digest?: string;
  readonly size?: number;
  /** gguf (default) or safetensors: Ollama's MLX engine, which ignores `format`. */
  readonly format?: 'gguf' | 'safetensors';
  readonly family?: string;
  readonly parameterSize?: string;
  readonly quantization?: string;
  /** Default `["completion"]`; add `thinking` for a reasoning model. */
  readonly capabilities?: readonly string[];
  /** Set: the entry is a cloud model behind a local port. */
  readonly remoteHost?: string;
  readonly remoteModel?: string;
  /** GGUF keys, laid over the ones made from the fields here. Arrays are emptied unless verbose. */
  readonly modelInfo?: Readonly<Record<string, unknown>>;
  readonly trainedContext?: number;
  /** Upper limit of what the server really allocates, whatever the caller asks. */
  readonly allocatedContext?: number;
  /** Share of the weights on the GPU, 0 to 1; default 1. */
  readonly gpuShare?: number;
}

/**
 * One answer. Replies are tried in order: the first whose conditions fit and which is not used up. Without
 * `when` a reply is used once; with `when` any number of times, unless `times` says otherwise.
 */
export interface Reply {
  /** Text that the rendered prompt must contain. */
  readonly when?: string;
  /** True: for calls whose schema holds constants only (an ability check). Others never use such a reply. */
  readonly check?: boolean;
  readonly times?: number;
  /** In process a function of the call works too. Absent: the likeliest tokens, a sample of the schema, or OK. */
  readonly text?: string | ((call: Call) => string);
  /** Sent only to callers that let the model think. */
  readonly thinking?: string;
  /** Per generated token: candidates and their probabilities, 0 to 1. */
  readonly probabilities?: readonly Readonly<Record<string, number>>[];
  /** What the server claims instead of its own counts. */
  readonly promptTokens?: number;
  readonly evalTokens?: number;
  readonly fault?: Fault | readonly Fault[];
}

export interface Message {
  readonly role: string;
  readonly content: string;
}

/** One chat or generate call, whatever protocol it came by. Lengths in tokens. */
export interface Call {
  readonly path: string;
  readonly dialect: 'ollama' | 'openai';
  readonly model: ModelEntry;
  readonly messages: readonly Message[];
  /** The messages as the chat template renders them. */
  readonly prompt: string;
  readonly stream: boolean;
  /** A JSON schema, `json` for any object, undefined for prose. */
  readonly schema: Readonly<Record<string, unknown>> | 'json' | undefined;
  /** The window that is really allocated for this call. */
  readonly context: number;
  readonly maxTokens: number;
  readonly think: boolean;
  /** What to do with a prompt that does not fit. */
  readonly overflow: 'refuse' | 'cut-half' | 'cut-to-window';
  /** How many alternatives per token; undefined: no probabilities asked. */
  readonly topLogprobs: number | undefined;
  readonly usageWanted: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The model a script has when it names none. */
export const defaultModel: ModelEntry = {
  name: 'qwen2.5-coder:1.5b',
  digest: 'ec702b09545efd9cd8e7bdec4b01e27d71221dee28ca53bbc2284069657e57c5',
  size: 1_117_321_317,
  family: 'qwen2',
  parameterSize: '1.8B',
  quantization: 'Q4_K_M',
  capabilities: ['completion', 'tools', 'insert'],
  trainedContext: 32_768,
};

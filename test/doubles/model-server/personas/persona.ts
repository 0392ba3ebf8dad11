import type { ModelEntry, PersonaName } from '../script.ts';

/** What a route sees: the request and the state of the server. Lengths in tokens. */
export interface RouteContext {
  readonly body: Readonly<Record<string, unknown>>;
  readonly models: readonly ModelEntry[];
  readonly version: string;
  /** The loaded model and the window it was given; undefined: none loaded. */
  readonly loaded: { readonly name: string; readonly context: number } | undefined;
  readonly defaultContext: number;
}

/** What a route answers: a status and either JSON or text. */
export interface RouteAnswer {
  readonly status: number;
  readonly json?: unknown;
  readonly text?: string;
}

/** How one product behaves when nothing is wrong. */
export interface Persona {
  readonly name: PersonaName;
  /** `Server` header; undefined: none. */
  readonly serverHeader: string | undefined;
  readonly fingerprint: string;
  readonly reasoningField: 'reasoning' | 'reasoning_content';
  readonly enforcesSchema: boolean;
  readonly acceptsJsonObject: boolean;
  readonly givesLogprobs: boolean;
  readonly tellsCached: boolean;
  /** Tokens when the caller names no limit. */
  readonly defaultMaxTokens: number;
  /** How it refuses a prompt that does not fit; undefined: it answers all the same. */
  readonly overflow: 'ollama-input' | 'ollama-v1' | 'llama-server' | 'vllm-context' | 'lmstudio' | undefined;
  /** Routes that are no prompts, by `METHOD /path`. */
  readonly routes: Readonly<Record<string, (context: RouteContext) => RouteAnswer>>;
  readonly notFound: (method: string, path: string) => RouteAnswer;
}

export const ok = (json: unknown): RouteAnswer => ({ status: 200, json });

/** Window that a model gets from a server which decides by itself. */
export function allocated(model: ModelEntry, asked: number): number {
  return Math.min(asked, model.trainedContext ?? asked, model.allocatedContext ?? asked);
}

/** A text of a body, empty when absent or something else. */
export function textField(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

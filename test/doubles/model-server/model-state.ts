import type { Call } from './script.ts';
import { sharedTokens } from './tokens.ts';

/** What stays in a server's memory between calls. */
export interface ModelState {
  /** Loads what the call needs; returns milliseconds of loading and tokens the prefix cache saves. */
  readonly serve: (call: Call) => { readonly loadMs: number; readonly cachedTokens: number };
  readonly unload: () => void;
  readonly loaded: () => { readonly name: string; readonly context: number } | undefined;
  /** How often a model was loaded: 1 for a run that keeps its options. */
  readonly loads: () => number;
}

const firstLoadMs = 1500;
const warmLoadMs = 40;

/** Options that make Ollama load a model anew. */
const loadOptions = ['num_ctx', 'num_batch', 'num_gpu', 'main_gpu', 'num_thread', 'use_mmap'];

export function modelState(): ModelState {
  let current: { key: string; name: string; context: number } | undefined;
  let lastPrompt = '';
  let loads = 0;

  return {
    serve(call) {
      const key = loadKey(call);
      const warm = current?.key === key;
      const cachedTokens = warm ? sharedTokens(lastPrompt, call.prompt) : 0;
      if (!warm) loads += 1;
      current = { key, name: call.model.name, context: call.context };
      lastPrompt = call.prompt;
      return { loadMs: warm ? warmLoadMs : firstLoadMs, cachedTokens };
    },
    unload: () => {
      current = undefined;
      lastPrompt = '';
    },
    loaded: () => current,
    loads: () => loads,
  };
}

function loadKey(call: Call): string {
  if (call.dialect === 'openai') return call.model.name;
  const options = (call.body['options'] ?? {}) as Record<string, unknown>;
  return JSON.stringify([
    call.model.name,
    call.body['shift'] ?? true,
    ...loadOptions.map((name) => options[name] ?? null),
  ]);
}

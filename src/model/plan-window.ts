import type { WindowCard } from '../review/ports.ts';

export interface WindowInput {
  /** GGUF key-values: Ollama's `model_info`, or the file's own header. Arrays may have been emptied. */
  readonly modelInfo: Readonly<Record<string, unknown>>;
  /** Size of the weights in bytes; undefined when the server does not say. */
  readonly weightsBytes: number | undefined;
  /** Memory in bytes that weights and KV cache may take together. */
  readonly freeBytes: number;
  /** Tokens of the largest request: prompt and reply together. */
  readonly needed: number;
  /** Tokens the operator asked for. */
  readonly wanted: number | undefined;
  /** Tokens of the window the server has open for this model now. */
  readonly allocated: number | undefined;
  /** Calls the server works on at the same time; each has a window of its own. */
  readonly parallel: number;
}

export interface WindowPlan extends WindowCard {
  /** Undefined when the metadata does not say enough. */
  readonly kvBytesPerToken: number | undefined;
  /** KV cache of the whole plan, all parallel windows. */
  readonly kvBytes: number | undefined;
  readonly weightsBytes: number | undefined;
  readonly freeBytes: number;
}

/** Throws GalleyError `window-too-small`. */
export function planWindow(input: WindowInput): WindowPlan {
  throw new Error(`not written: ${String(input.needed)}`);
}

import { GalleyError } from '../../errors.ts';
import type { WindowCard } from '../../review/ports.ts';
import { kvCacheBytes, readKvShape, type KvShape } from './kv-memory.ts';

export interface WindowInput {
  /** GGUF key-values: Ollama's `model_info`, or the file's own header. Arrays may have been emptied. */
  readonly modelInfo: Readonly<Record<string, unknown>>;
  /** Size of the weights in bytes; undefined when the server does not say. */
  readonly weightsBytes: number | undefined;
  /** Bytes that weights and KV cache may take together: free now, and what this model already holds. Infinity when unknown. */
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
  /** Bytes that one more token costs; undefined when the metadata does not say enough. */
  readonly kvBytesPerToken: number | undefined;
  /** KV cache of the whole plan, all parallel windows. */
  readonly kvBytes: number | undefined;
  readonly weightsBytes: number | undefined;
  readonly freeBytes: number;
}

/** Compute buffer with flash attention, and the server itself. */
const workBytes = 512 * 2 ** 20;
/** Requests are small by design: a larger window only takes memory from the user. */
const modestWindow = 4096;

/**
 * Settles the one window of a run: the operator's, else the one already open if it is large enough (no reload),
 * else a modest one that the model was trained for and that fits in memory beside the weights.
 * Free memory only makes it smaller, down to `needed`. Throws GalleyError `window-too-small` when the operator's or
 * the trained window is less than `needed`.
 */
export function planWindow(input: WindowInput): WindowPlan {
  const shape = readKvShape(input.modelInfo);
  const trained = trainedWindow(input.modelInfo);
  const { used, why } = chooseWindow(input, shape, trained);
  const kvBytes = shape && kvCacheBytes(shape, used, input.parallel);
  const of = trained === undefined ? '' : ` of ${String(trained)}`;
  const parts = [
    `${String(used)}${of} tokens: ${memoryText(input, kvBytes)}`,
    why,
    ...(shape?.guesses ?? []),
  ];
  return {
    trained,
    used,
    reason: parts.filter((part) => part !== '').join('; '),
    kvBytesPerToken: shape?.fullBytesPerToken,
    kvBytes,
    weightsBytes: input.weightsBytes,
    freeBytes: input.freeBytes,
  };
}

function trainedWindow(info: Readonly<Record<string, unknown>>): number | undefined {
  const value = info[`${String(info['general.architecture'])}.context_length`];
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function chooseWindow(
  input: WindowInput,
  shape: KvShape | undefined,
  trained: number | undefined,
): { used: number; why: string } {
  const most = trained ?? Infinity;
  if (most < input.needed) throw tooSmall(input, most, 'That is all the model was trained for.');
  if (input.wanted !== undefined) {
    const used = Math.min(input.wanted, most);
    if (used < input.needed) throw tooSmall(input, used, 'That is the window you asked for.');
    return { used, why: used < input.wanted ? 'asked for more than the model was trained for' : 'asked for' };
  }
  if (input.allocated !== undefined && Math.min(input.allocated, most) >= input.needed) {
    return { used: Math.min(input.allocated, most), why: 'already open, so nothing is loaded again' };
  }
  const modest = Math.min(most, Math.max(modestWindow, Math.ceil(input.needed / 1024) * 1024));
  const used = largestThatFits(input, shape, modest);
  // Only the server knows the memory of its GPU, and refuses by itself what it can't hold.
  if (used < input.needed) {
    const least = Math.min(most, Math.ceil(input.needed / 256) * 256);
    return { used: least, why: 'no less will do; memory of a GPU is not counted here' };
  }
  return { used, why: used < modest ? 'no larger window fits' : '' };
}

function kvOf(input: WindowInput, shape: KvShape | undefined, tokens: number): number | undefined {
  return shape && kvCacheBytes(shape, tokens, input.parallel);
}

/** Tokens up to `most`, in steps of 256 below it; 0 when not even the weights fit. */
function largestThatFits(input: WindowInput, shape: KvShape | undefined, most: number): number {
  const room = input.freeBytes - (input.weightsBytes ?? 0) - workBytes;
  if (room < 0) return 0;
  const fits = (tokens: number): boolean => (kvOf(input, shape, tokens) ?? 0) <= room;
  if (fits(most)) return most;
  let steps = Math.floor(most / 256);
  while (steps > 0 && !fits(steps * 256)) steps -= 1;
  return steps * 256;
}

function memoryText(input: WindowInput, kvBytes: number | undefined): string {
  const weights = input.weightsBytes === undefined ? 'weights of unknown size' : `weights ${gib(input.weightsBytes)}`; // prettier-ignore
  const kv = kvBytes === undefined ? 'KV of unknown size' : `KV ${gib(kvBytes)}`;
  if (!Number.isFinite(input.freeBytes)) return `${weights} + ${kv}, free memory not known`;
  const total = (input.weightsBytes ?? 0) + (kvBytes ?? 0) + workBytes;
  return `${weights} + ${kv} ${total <= input.freeBytes ? 'fit' : 'do not fit'} in ${gib(input.freeBytes)} free`;
}

function gib(bytes: number): string {
  const value = Math.max(0, bytes) / 2 ** 30;
  return `${value.toFixed(value < 1 ? 2 : 1)} GiB`;
}

function tooSmall(input: WindowInput, used: number, why: string): GalleyError {
  return new GalleyError('window-too-small', {
    what: `A window of ${String(used)} tokens is too small: the largest request needs ${String(input.needed)}.`,
    why,
    todo: `Make room for ${String(input.needed)} tokens: a larger window, a smaller model, or a smaller budget for each request.`,
  });
}

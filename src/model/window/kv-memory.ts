/** What the KV cache of one model costs, read from its metadata. Bytes for f16 entries. */
export interface KvShape {
  /** Bytes of one token in all layers that keep the whole window. */
  readonly fullBytesPerToken: number;
  /** Bytes of one token in all layers that keep only the last `slidingWindow` tokens. */
  readonly slidingBytesPerToken: number;
  readonly slidingWindow: number;
  /** Bytes that recurrent layers keep for each parallel call, whatever the window. */
  readonly recurrentBytes: number;
  /** What was missing and taken at its worst; empty when the metadata says all. */
  readonly guesses: readonly string[];
}

type Info = Readonly<Record<string, unknown>>;

const f16 = 2;
const f32 = 4;
/** Tokens llama.cpp evaluates at once, which a sliding window must hold besides itself. */
const batch = 512;

/**
 * Reads GGUF key-values (`{arch}.block_count`, `.attention.*`, `.ssm.*`). Undefined when they say too little.
 *
 * Bytes = sum over full-attention layers of tokens x head_count_kv x (key_length + value_length) x 2. A layer with
 * 0 KV heads is recurrent. A missing key_length is embedding_length / head_count, missing KV heads are all heads
 * (GGUF specification). Where a pattern of layers is not readable, every layer counts as full: never too small.
 */
export function readKvShape(info: Info): KvShape | undefined {
  const arch = info['general.architecture'];
  if (typeof arch !== 'string') return undefined;
  const get = (key: string): unknown => info[`${arch}.${key}`];
  const layers = size(get('block_count'), 10_000);
  const heads = largest(get('attention.head_count'));
  const embedding = size(get('embedding_length'));
  const fallback = heads !== undefined && embedding !== undefined ? embedding / heads : undefined;
  const keyLength = size(get('attention.key_length')) ?? fallback;
  const valueLength = size(get('attention.value_length')) ?? fallback;
  if (layers === undefined || keyLength === undefined || valueLength === undefined) return undefined;
  const guesses: string[] = [];
  const kvHeads = headsOfLayers(get('attention.head_count_kv'), layers, heads, guesses);
  if (!kvHeads) return undefined;
  const kinds = kindsOfLayers(get, kvHeads, guesses);
  const sum = (kind: LayerKind, bytes: number): number =>
    kvHeads.reduce((total, count, layer) => total + (kinds[layer] === kind ? count * bytes : 0), 0);
  const slidingKey = size(get('attention.key_length_swa')) ?? keyLength;
  const slidingValue = size(get('attention.value_length_swa')) ?? valueLength;
  return {
    fullBytesPerToken: sum('full', (keyLength + valueLength) * f16),
    slidingBytesPerToken: sum('sliding', (slidingKey + slidingValue) * f16),
    slidingWindow: size(get('attention.sliding_window')) ?? 0,
    recurrentBytes: recurrentBytes(get, kinds, guesses),
    guesses,
  };
}

/** Bytes of the KV cache for `parallel` windows of `tokens` tokens each. */
export function kvCacheBytes(shape: KvShape, tokens: number, parallel: number): number {
  const all = tokens * parallel;
  // llama.cpp rounds a sliding cache up to 256 cells.
  const sliding = Math.min(all, Math.ceil((shape.slidingWindow * parallel + batch) / 256) * 256);
  return (
    shape.fullBytesPerToken * all + shape.slidingBytesPerToken * sliding + shape.recurrentBytes * parallel
  );
}

type LayerKind = 'full' | 'sliding' | 'recurrent';

function headsOfLayers(
  value: unknown,
  layers: number,
  heads: number | undefined,
  guesses: string[],
): number[] | undefined {
  if (Array.isArray(value) && value.length === layers && value.every(isCount)) return value;
  const one = size(value);
  if (one !== undefined) return new Array<number>(layers).fill(one);
  if (heads === undefined) return undefined;
  guesses.push('KV heads not known, all heads counted');
  return new Array<number>(layers).fill(heads);
}

function kindsOfLayers(
  get: (key: string) => unknown,
  kvHeads: readonly number[],
  guesses: string[],
): LayerKind[] {
  const interval = size(get('full_attention_interval'));
  const pattern = get('attention.sliding_window_pattern');
  const window = size(get('attention.sliding_window'));
  const isPattern = Array.isArray(pattern) && pattern.length === kvHeads.length;
  if (window !== undefined && !isPattern)
    guesses.push('sliding-window layers not known, all layers counted in full');
  return kvHeads.map((count, layer) => {
    if (count === 0) return 'recurrent';
    if (interval !== undefined && (layer + 1) % interval !== 0) return 'recurrent';
    return window !== undefined && isPattern && pattern[layer] === true ? 'sliding' : 'full';
  });
}

/** Convolution and state of each recurrent layer (llama.cpp, `n_embd_r` and `n_embd_s`), in f32. */
function recurrentBytes(
  get: (key: string) => unknown,
  kinds: readonly LayerKind[],
  guesses: string[],
): number {
  const state = size(get('ssm.state_size'));
  const inner = size(get('ssm.inner_size'));
  if (state === undefined || inner === undefined) return 0;
  const marked = kinds.filter((kind) => kind === 'recurrent').length;
  if (marked === 0) guesses.push('recurrent layers not known, all layers counted in full');
  const groups = size(get('ssm.group_count')) ?? 0;
  const kernel = size(get('ssm.conv_kernel')) ?? 4;
  const layer = (kernel - 1) * (inner + 2 * groups * state) + state * inner;
  return layer * f32 * (marked === 0 ? kinds.length : marked);
}

function largest(value: unknown): number | undefined {
  if (!Array.isArray(value)) return size(value);
  const counts = value.filter(isCount);
  return counts.length > 0 ? size(counts.reduce((a, b) => Math.max(a, b), 0)) : undefined;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= 1_000_000;
}

/** A positive whole number of a plausible size: the values come from a file somebody downloaded. */
function size(value: unknown, most = 100_000_000): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= most
    ? value
    : undefined;
}

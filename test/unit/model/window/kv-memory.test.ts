import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kvCacheBytes, readKvShape } from '../../../../src/model/window/kv-memory.ts';

const kib = 1024;

function perToken(info: Record<string, unknown>): number | undefined {
  return readKvShape({ 'general.architecture': 'm', ...info })?.fullBytesPerToken;
}

describe('readKvShape', () => {
  it('counts plain attention (Granite 4.1 8B: 40 layers x 8 heads x 128)', () => {
    const info = { 'm.block_count': 40, 'm.attention.head_count': 32, 'm.attention.head_count_kv': 8, 'm.embedding_length': 4096 }; // prettier-ignore
    expect(perToken(info)).toBe(160 * kib);
  });

  it('counts one layer in four of a hybrid with an interval (Qwen3.6-27B: 16 of 64)', () => {
    const info = {
      'm.block_count': 64,
      'm.attention.head_count': 24,
      'm.attention.head_count_kv': 4,
      'm.attention.key_length': 256,
      'm.attention.value_length': 256,
      'm.full_attention_interval': 4,
      'm.ssm.state_size': 128,
      'm.ssm.inner_size': 6144,
      'm.ssm.group_count': 16,
      'm.ssm.conv_kernel': 4,
    };
    const shape = readKvShape({ 'general.architecture': 'm', ...info });
    expect(shape?.fullBytesPerToken).toBe(64 * kib);
    expect(shape?.recurrentBytes).toBe(48 * 4 * (3 * (6144 + 2 * 16 * 128) + 128 * 6144));
    expect(shape?.guesses).toEqual([]);
  });

  it('reads KV heads a layer; a layer without any is recurrent', () => {
    const info = {
      'm.block_count': 4,
      'm.attention.head_count': [8, 8, 8, 8],
      'm.attention.head_count_kv': [0, 2, 0, 4],
      'm.embedding_length': 512,
    };
    expect(perToken(info)).toBe((2 + 4) * 2 * 64 * 2);
  });

  it('counts all heads when the array was emptied, and says so', () => {
    for (const emptied of [[], null, [1, 2]]) {
      const info = { 'm.block_count': 4, 'm.attention.head_count': 8, 'm.attention.head_count_kv': emptied, 'm.embedding_length': 512 }; // prettier-ignore
      expect(perToken(info)).toBe(4 * 8 * 2 * 64 * 2);
      expect(readKvShape({ 'general.architecture': 'm', ...info })?.guesses).toHaveLength(1);
    }
  });

  it('caps sliding-window layers, and takes them in full when the pattern is not known', () => {
    const info = {
      'general.architecture': 'm',
      'm.block_count': 6,
      'm.attention.head_count': 4,
      'm.attention.head_count_kv': 1,
      'm.embedding_length': 256,
      'm.attention.sliding_window': 1024,
    };
    const unknown = readKvShape(info);
    expect(unknown?.guesses).toEqual(['sliding-window layers not known, all layers counted in full']);
    const known = readKvShape({
      ...info,
      'm.attention.sliding_window_pattern': [true, true, true, true, true, false],
    });
    expect(known?.guesses).toEqual([]);
    if (!known || !unknown) return expect.unreachable();
    const layer = 2 * 64 * 2;
    expect(kvCacheBytes(known, 8192, 1)).toBe(layer * 8192 + 5 * layer * 1536);
    expect(kvCacheBytes(known, 512, 1)).toBe(6 * layer * 512);
    expect(kvCacheBytes(unknown, 8192, 2)).toBe(6 * layer * 8192 * 2);
  });

  it('gives undefined or a sane shape for any metadata', () => {
    const keys = ['block_count', 'attention.head_count', 'attention.head_count_kv', 'embedding_length', 'attention.key_length', 'attention.value_length', 'attention.sliding_window', 'full_attention_interval', 'ssm.state_size', 'ssm.inner_size']; // prettier-ignore
    const value = fc.oneof(
      fc.integer({ min: -2, max: 200 }),
      fc.double(),
      fc.array(fc.nat(9), { maxLength: 5 }),
      fc.jsonValue(),
    );
    const info = fc.dictionary(fc.constantFrom(...keys.map((key) => `m.${key}`)), value);
    fc.assert(
      fc.property(info, (entries) => {
        const shape = readKvShape({ ...entries, 'general.architecture': 'm' });
        if (!shape) return;
        const bytes = kvCacheBytes(shape, 4096, 1);
        expect(Number.isFinite(bytes) && bytes >= 0).toBe(true);
        expect(kvCacheBytes(shape, 8192, 1)).toBeGreaterThanOrEqual(bytes);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});

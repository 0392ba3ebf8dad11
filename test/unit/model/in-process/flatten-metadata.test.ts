import { describe, expect, it } from 'vitest';
import { flattenMetadata } from '../../../../src/model/in-process/flatten-metadata.ts';

describe('flattenMetadata', () => {
  it('gives dotted keys, numbers for big integers, and of the tokenizer the template alone', () => {
    const metadata = {
      general: { architecture: 'm' },
      m: { context_length: 32_768n, attention: { head_count_kv: [2n, 0n] }, vocabulary: new Array(2000).fill('x') }, // prettier-ignore
      tokenizer: { chat_template: 'T', ggml: { tokens: ['a'] }, huggingface: { json: '{}' } },
    };
    expect(flattenMetadata(metadata)).toEqual({
      'general.architecture': 'm',
      'm.context_length': 32_768,
      'm.attention.head_count_kv': [2, 0],
      'tokenizer.chat_template': 'T',
    });
  });

  it('bears metadata that is not there or has no end', () => {
    expect(flattenMetadata(undefined)).toEqual({});
    const endless: Record<string, unknown> = { a: 1 };
    endless['b'] = endless;
    expect(flattenMetadata(endless)['b.b.a']).toBe(1);
  });
});

import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/report/format.ts';
import { parseFormat } from '../../../src/report/parse-format.ts';

describe('parseFormat', () => {
  it('reads every name, alone and with a file', () => {
    for (const format of formats) {
      expect(parseFormat(format)).toEqual({ format });
      expect(parseFormat(`${format}=a=b c.txt`)).toEqual({ format, file: 'a=b c.txt' });
    }
  });

  it('names the nearest format for an unknown one', () => {
    expect(() => parseFormat('sarfi=x')).toThrow(
      expect.objectContaining({ code: 'invalid-usage', todo: 'Did you mean --format sarif?' }),
    );
  });

  it('refuses an empty file name and names of other letter case', () => {
    expect(() => parseFormat('json=')).toThrow(expect.objectContaining({ code: 'invalid-usage' }));
    expect(() => parseFormat('JSON')).toThrow(expect.objectContaining({ code: 'invalid-usage' }));
    expect(() => parseFormat('')).toThrow(expect.objectContaining({ code: 'invalid-usage' }));
  });
});

import { describe, expect, it } from 'vitest';
import { estimateTokens } from '../../../../src/change/estimate-tokens.ts';
import type { Declaration } from '../../../../src/docstring/declaration.ts';
import { renderDocument } from '../../../../src/prompt/document/prompt.ts';
import { documentSchema, parseDocument } from '../../../../src/prompt/document/reply.ts';

const text = `class Store {
  load(path, { limit }) {
    if (limit < 0) throw new RangeError('limit');
    return this.files.get(path);
  }
}
`;
const start = text.indexOf('load');
const declaration: Declaration = {
  kind: 'method',
  name: 'load',
  symbol: 'Store.load',
  span: { start, end: text.indexOf('  }\n}') + 3 },
  signature: { start, end: text.indexOf('{\n    if') },
  lines: { first: 2, last: 5 },
  isPublic: true,
  parameters: [
    { name: 'path', properties: [], isOptional: false, isRest: false },
    { name: '', properties: ['limit'], isOptional: false, isRest: false },
  ],
  typeParameters: [],
  returns: 'value',
  yields: false,
  throws: ['RangeError'],
  leading: [],
  body: undefined,
  traits: [],
};
const code = { path: 'src/store.js', language: 'javascript', text, declaration };

describe('renderDocument', () => {
  it('shows the declaration alone, its own indentation taken away, and what the form has', () => {
    const [system, user] = renderDocument(code, 500);
    expect(estimateTokens(system?.content ?? '')).toBeLessThanOrEqual(250);
    expect(user?.content).toBe(
      [
        'File src/store.js:',
        '```javascript',
        'load(path, { limit }) {',
        "  if (limit < 0) throw new RangeError('limit');",
        '  return this.files.get(path);',
        '}',
        '```',
        'Document the method load. "params": path, limit.',
      ].join('\n'),
    );
  });

  it('leaves out the lines that do not fit, and masks credentials', () => {
    const long = `function f() {\n  const key = 'AKIA${'Q7'.repeat(8)}';\n${'  work(1, 2, 3);\n'.repeat(500)}}\n`;
    const span = { start: 0, end: long.length - 1 };
    const [, user] = renderDocument({ ...code, text: long, declaration: { ...declaration, span } }, 100);
    expect(estimateTokens(user?.content ?? '')).toBeLessThan(170);
    expect(user?.content).toContain('\n...\n');
    expect(user?.content).not.toContain('Q7Q7');
  });
});

describe('documentSchema', () => {
  it('has a field for what the parser found and for nothing else', () => {
    const schema = documentSchema(declaration) as { required: string[]; properties: Record<string, object> };
    expect(schema.required).toEqual(['summary', 'params', 'returns', 'throws']);
    expect(schema.properties['params']).toMatchObject({ required: ['path', 'limit'] });
    const bare = { ...declaration, parameters: [], returns: 'nothing', throws: [''] } as const;
    expect(documentSchema(bare)).toMatchObject({ required: ['summary'] });
  });
});

describe('parseDocument', () => {
  it('reads the form out of chatter, and leaves out empty parts', () => {
    const reply = `Here it is:\n\`\`\`json\n{"summary":" Reads a file. ","params":{"path":"where","limit":""},"throws":[{"type":"RangeError","text":"when negative"},{"type":"","text":"x"},7]}\n\`\`\``;
    expect(parseDocument(reply, 'stop')).toEqual({
      ok: true,
      prose: {
        summary: 'Reads a file.',
        params: { path: 'where' },
        returns: '',
        throws: [{ type: 'RangeError', text: 'when negative' }],
      },
    });
  });

  it.each([
    ['no JSON', 'It reads a file.', 'stop', 'it holds no JSON object with "summary"'],
    ['a cut reply', '{"summary":"Reads a', 'length', 'it was cut off'],
    ['an empty summary', '{"summary":"  "}', 'stop', 'its "summary" is empty'],
    ['a summary that is no text', '{"summary":["a"]}', 'stop', 'its "summary" is empty'],
  ] as const)('tells what is wrong with %s', (_, reply, stop, problem) => {
    expect(parseDocument(reply, stop)).toEqual({ ok: false, problem });
  });
});

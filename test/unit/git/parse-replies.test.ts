import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReplyParser } from '../../../src/git/open-object-stream.ts';

const wanted = { maxBytes: fc.nat(60), part: fc.constantFrom('whole' as const, 'start' as const) };
const reply = fc.oneof(
  fc.record({ kind: fc.constant('blob'), body: fc.uint8Array({ maxLength: 60 }), ...wanted }),
  fc.record({ kind: fc.constant('tree'), body: fc.uint8Array({ maxLength: 60 }), ...wanted }),
  fc.record({ kind: fc.constant('missing'), body: fc.constant(new Uint8Array()), ...wanted }),
);

test('replies are cut right wherever the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(reply, { maxLength: 12 }), fc.integer({ min: 1, max: 50 }), (replies, step) => {
      const stream = Buffer.concat(
        replies.map(({ kind, body }) =>
          kind === 'missing'
            ? Buffer.from('abcd missing\n')
            : Buffer.concat([Buffer.from(`abcd ${kind} ${body.length}\n`), body, Buffer.from('\n')]),
        ),
      );
      const answers: unknown[] = [];
      const parse = createReplyParser(
        () => replies[answers.length] ?? { maxBytes: 0, part: 'whole' },
        (blob) => answers.push(blob),
      );
      for (let at = 0; at < stream.length; at += step) parse(stream.subarray(at, at + step));
      const expected = replies.map(({ kind, body, maxBytes, part }) =>
        kind === 'blob' && (part === 'start' || body.length <= maxBytes)
          ? { bytes: Buffer.from(body.subarray(0, maxBytes)), size: body.length }
          : undefined,
      );
      expect(answers).toEqual(expected);
    }),
    { seed: 7, numRuns: 500 },
  );
});

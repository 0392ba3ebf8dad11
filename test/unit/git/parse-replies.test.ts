import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createReplyParser } from '../../../src/git/open-object-stream.ts';

const reply = fc.oneof(
  fc.record({ kind: fc.constant('blob'), body: fc.uint8Array({ maxLength: 60 }), limit: fc.nat(60) }),
  fc.record({ kind: fc.constant('tree'), body: fc.uint8Array({ maxLength: 60 }), limit: fc.nat(60) }),
  fc.record({ kind: fc.constant('missing'), body: fc.constant(new Uint8Array()), limit: fc.nat(60) }),
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
      const answers: (Buffer | undefined)[] = [];
      const parse = createReplyParser(
        () => replies[answers.length]?.limit ?? 0,
        (blob) => answers.push(blob),
      );
      for (let at = 0; at < stream.length; at += step) parse(stream.subarray(at, at + step));
      const expected = replies.map(({ kind, body, limit }) =>
        kind === 'blob' && body.length <= limit ? Buffer.from(body) : undefined,
      );
      expect(answers).toEqual(expected);
    }),
    { seed: 7, numRuns: 500 },
  );
});

import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskLines, maskText, mayHoldSecret } from '../../../src/safety/mask-lines.ts';

const line = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('const total = 1;', '', '  return sum;', '// words and words') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8',
      'password = "k3JxPq8LmZ2wTr"',
      '-----BEGIN RSA PRIVATE KEY-----',
      '-----END RSA PRIVATE KEY-----',
      '  "' + 'aB3d'.repeat(16) + '"',
      'aB3d'.repeat(14),
    ),
  },
);

it('never lets pass what line by line would be masked', () => {
  let masked = 0;
  fc.assert(
    fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
      const { lines: wanted } = maskLines(lines);
      const text = lines.join('\n');
      expect(maskText(text)).toBe(wanted.join('\n'));
      if (wanted.join('\n') === text) return;
      masked++;
      expect(mayHoldSecret(text)).toBe(true);
    }),
    { numRuns: 500, seed: 7 },
  );
  expect(masked).toBeGreaterThan(50);
});

it('spares plain code the search line by line', () => {
  expect(mayHoldSecret('const total = items.reduce(add, 0);\n'.repeat(100))).toBe(false);
});

import { expect, test } from 'vitest';
import type { Gap } from '../../../../src/coverage/gap.ts';
import { chooseTargets } from '../../../../src/testgen/target/choose-targets.ts';
import { markGaps } from '../../../../src/testgen/target/mark-gaps.ts';
import { parserFor } from '../../../ports/parse-code.ts';

function gap(startLine: number, more: Partial<Gap> = {}): Gap {
  const place = { startLine, startColumn: 0, endLine: startLine, endColumn: undefined };
  return {
    path: 'a.js',
    startLine,
    endLine: startLine,
    kind: 'statement',
    arm: '',
    function: '',
    condition: '',
    certainty: 'high',
    place,
    armIndex: undefined,
    ...more,
  };
}

const text = `export function long(a) {
  if (a) return 1;
  one();
  two();
  three();
  return 2;
}
function hidden() { return 3; }
export const short = (b) => b ? 1 : 2;
`;

async function targets(gaps: readonly Gap[]) {
  const root = (await parserFor('a.js'))(text);
  if (root === undefined) throw new Error('no tree');
  const functions = [
    { name: 'long', first: 1, last: 7 },
    { name: 'hidden', first: 8, last: 8 },
    { name: 'short', first: 9, last: 9 },
  ];
  return chooseTargets([{ path: 'a.js', root, functions, gaps }]);
}

test('one target a function, the cheapest first, what cannot be called last', async () => {
  const found = await targets([
    gap(8, { function: 'hidden' }),
    gap(2, { function: 'long' }),
    gap(6, { function: 'long' }),
    gap(9, { function: 'short', kind: 'branch', arm: 'else' }),
    gap(1, { kind: 'file' }),
  ]);
  expect(found.map((one) => [one.function, one.startLine, one.endLine, one.gaps.length])).toEqual([
    ['short', 9, 9, 1],
    ['long', 1, 7, 2],
    ['hidden', 8, 8, 1],
  ]);
  expect(found.map(({ access }) => access?.exported)).toEqual(['short', 'long', undefined]);
});

test('gaps at the top of a module take the lines around them', async () => {
  const [only] = await targets([gap(3, { function: 'gone' })]);
  expect(only).toMatchObject({ startLine: 1, endLine: 8 });
});

test('marks stand behind what no test reaches', () => {
  const gaps = [gap(2, { kind: 'branch', arm: 'then' }), gap(6)];
  expect(markGaps({ startLine: 1, endLine: 7 }, gaps, text, { comment: '//', maxLines: 50 }))
    .toBe(`export function long(a) {
  if (a) return 1;  // <- then not taken
  one();
  two();
  three();
  return 2;  // <- not reached
}`);
});

test('of a long function what is far from a gap is left out', () => {
  const lines = ['def f():', ...Array.from({ length: 20 }, (_, i) => `    a${i}()`), '    return 1'];
  const shown = markGaps({ startLine: 1, endLine: 22 }, [gap(12)], lines.join('\n'), {
    comment: '#',
    maxLines: 10,
  });
  expect(shown.split('\n')).toEqual([
    ...lines.slice(0, 3),
    '...',
    ...lines.slice(9, 11),
    `${lines[11] ?? ''}  # <- not reached`,
    ...lines.slice(12, 14),
    '...',
    '    return 1',
  ]);
});

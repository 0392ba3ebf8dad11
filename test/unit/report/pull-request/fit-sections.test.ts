import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitSections, type Section } from '../../../../src/report/pull-request/fit-sections.ts';

const length = (text: string): number => text.length;
const bytes = (text: string): number => Buffer.byteLength(text);

const frame = fc.constantFrom(
  { head: '', foot: '' },
  { head: '### Head', foot: '' },
  { head: '<details>\n<summary>more</summary>', foot: '</details>' },
);
const body = fc.record({
  name: fc.constantFrom('findings', 'tests'),
  priority: fc.integer({ min: 1, max: 4 }),
  blocks: fc.array(fc.constantFrom('x'.repeat(40), '😀'.repeat(60), '```\ncode\n```'), { maxLength: 8 }),
  glue: fc.constantFrom('\n' as const, '\n\n' as const),
});
const section: fc.Arbitrary<Section> = fc.tuple(frame, body).map(([ends, rest]) => ({ ...ends, ...rest }));

it.each([
  ['characters', length],
  ['bytes', bytes],
])('never says more than fits, counted in %s, and says what it left out', (_, measure) => {
  fc.assert(
    fc.property(fc.array(section, { maxLength: 6 }), fc.integer({ min: 400, max: 3000 }), (all, most) => {
      const whole = fitSections(all, Infinity, measure);
      const text = fitSections(all, most, measure);
      expect(measure(text)).toBeLessThanOrEqual(most);
      expect(text.split('```').length % 2).toBe(1);
      expect(text.split('<details>').length).toBe(text.split('</details>').length);
      if (measure(whole) <= most) expect(text).toBe(whole);
      else expect(text).toContain('Left out here: ');
    }),
    { numRuns: 500, seed: 5 },
  );
});

it('keeps the most important, in the order of the page', () => {
  const make = (name: string, priority: number, count: number): Section => {
    const blocks = Array.from({ length: count }, (_, index) => `${name} ${index} ${'x'.repeat(80)}`);
    return { name, priority, head: `# ${name}`, blocks, glue: '\n\n', foot: '' };
  };
  const text = fitSections(
    [make('tests', 3, 9), make('verdicts', 1, 1), make('findings', 2, 9)],
    900,
    length,
  );
  expect(text).toMatch(/^# verdicts\n\nverdicts 0 x+\n\n# findings\n\nfindings 0/);
  expect(text).toMatch(/Left out here: 9 of 9 tests, [2-9] of 9 findings\./);
});

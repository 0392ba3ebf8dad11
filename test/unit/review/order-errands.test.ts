import { describe, expect, it } from 'vitest';
import { mostUsefulFirst, type Errand } from '../../../src/review/order-errands.ts';

function errands(id: string, counts: Readonly<Record<Errand['kind'], number>>): Errand[] {
  return (['bad', 'good', 'sound'] as const).flatMap((kind) =>
    Array.from({ length: counts[kind] }, (_, index) => {
      const place = { probe: { id }, line: index + 1 } as unknown as Errand['place'];
      return { place, kind };
    }),
  );
}

const tell = (all: Iterable<Errand>): string =>
  [...all].map(({ place, kind }) => `${place.probe.id}:${kind}${place.line}`).join(' ');

describe('mostUsefulFirst', () => {
  const wide = errands('wide', { bad: 2, good: 1, sound: 7 });
  const narrow = errands('narrow', { bad: 2, good: 2, sound: 6 });
  const rare = errands('rare', { bad: 1, good: 2, sound: 5 });
  const gaps: Readonly<Record<string, number>> = { wide: 3, narrow: 0.5, rare: 9 };

  it('asks one of each, then Probe after Probe, the most promising first', () => {
    const order = tell(mostUsefulFirst([...rare, ...narrow, ...wide], (id) => gaps[id] ?? NaN));
    expect(order).toBe(
      'narrow:bad1 narrow:good1 wide:bad1 wide:good1 ' +
        'wide:bad2 wide:sound1 wide:sound2 wide:sound3 wide:sound4 wide:sound5 wide:sound6 wide:sound7 ' +
        'narrow:bad2 narrow:good2 narrow:sound1 narrow:sound2 narrow:sound3 narrow:sound4 narrow:sound5 narrow:sound6 ' +
        'rare:bad1 rare:good1 rare:good2 rare:sound1 rare:sound2 rare:sound3 rare:sound4 rare:sound5',
    );
  });

  it('looks at the gap only when both were asked, and takes a missing one for the narrowest', () => {
    const asked: string[] = [];
    const lazy = mostUsefulFirst([...narrow, ...wide], (id) => {
      expect(asked).toHaveLength(4);
      return id === 'wide' ? NaN : -4;
    });
    for (const one of lazy) asked.push(tell([one]));
    expect(asked.slice(4, 6)).toEqual(['narrow:bad2', 'narrow:good2']);
    expect(asked).toHaveLength(20);
  });

  it('has nothing to say about nothing', () => {
    expect(tell(mostUsefulFirst([], () => 0))).toBe('');
  });
});

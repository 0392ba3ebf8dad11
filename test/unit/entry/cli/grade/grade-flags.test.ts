import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { limitsOf, refuseWithoutGrade } from '../../../../../src/entry/cli/grade/grade-flags.ts';
import { renderGrade } from '../../../../../src/entry/cli/grade/render-grade.ts';

describe('limitsOf', () => {
  it('takes a quarter of an hour here, unless told otherwise', () => {
    expect(limitsOf({})).toEqual({ places: 12, minutes: 15, folders: [resolve('.')] });
    expect(limitsOf({ places: '3', minutes: '60', from: ['/a', '/b'] })).toEqual({
      places: 3,
      minutes: 60,
      folders: ['/a', '/b'],
    });
  });

  it.each([[{ minutes: '0' }], [{ minutes: '1.5' }], [{ places: 'all' }], [{ places: '99999' }]])(
    'refuses %o',
    (flags) => {
      expect(() => limitsOf(flags)).toThrow('is not possible');
    },
  );
});

describe('refuseWithoutGrade', () => {
  it('names the flag that has no effect', () => {
    expect(() => refuseWithoutGrade({ from: ['.'] })).toThrow('--from says how to measure a model');
    expect(() => refuseWithoutGrade({})).not.toThrow();
  });
});

describe('renderGrade', () => {
  const result = {
    model: 'qwen:1b',
    grade: 'probes' as const,
    speaking: 12,
    known: 79,
    asked: 400,
    questions: 900,
    seconds: 900,
    file: '/home/me/table.json',
  };

  it('says how to go on when time was up', () => {
    expect(renderGrade(result, false)).toBe(
      [
        'model     qwen:1b',
        'grade     probes: its answers to narrow questions can be used',
        'probes    12 of 79 speak on this model',
        'asked     400 of 900 questions, 15 min; then time was up',
        'kept in   /home/me/table.json',
        'go on     galley doctor --grade, as before: what was asked is not asked again',
        '',
      ].join('\n'),
    );
  });

  it('has nothing to go on with when all was asked', () => {
    const text = renderGrade({ ...result, asked: 900, seconds: 70, grade: 'rules-only' }, false);
    expect(text).toContain('asked     900 of 900 questions, 70 s\n');
    expect(text).toContain('grade     rules-only: ');
    expect(text).not.toContain('go on');
  });
});

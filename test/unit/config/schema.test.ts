import { safeParse } from 'zod/mini';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { settingFlags } from '../../../src/config/flags.ts';
import { settingKeys, settingRows } from '../../../src/config/schema.ts';
import type { Settings } from '../../../src/config/schema.ts';
import type { FailOn } from '../../../src/review/review.ts';

describe('the settings table', () => {
  it('has typed settings that the core can use as they are', () => {
    expectTypeOf<Settings['failOn']>().toEqualTypeOf<FailOn>();
    expectTypeOf<Settings['model']>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Settings['exclude']>().toEqualTypeOf<readonly string[]>();
    expectTypeOf<Settings['budget']>().toEqualTypeOf<{
      readonly promptTokens: number;
      readonly replyTokens: number;
      readonly time: string | undefined;
    }>();
    expectTypeOf<Settings['cache']['directory']>().toEqualTypeOf<string | undefined>();
  });

  it.each(settingKeys)(
    '%s: default fits its schema, described in one sentence, two levels at most',
    (key) => {
      const row = settingRows[key];
      if (row.default !== undefined) expect(safeParse(row.schema, row.default).success).toBe(true);
      expect(row.description).toMatch(/^[A-Z][^.]*(\.\.?[^. ][^.]*)*\.$/);
      expect(key.split('.').length).toBeLessThanOrEqual(2);
    },
  );

  it('lets no repository choose where prompts go, or what is written or run', () => {
    const open = settingKeys.filter((key) => settingRows[key].setBy === 'repository');
    expect(open).toEqual([
      'model',
      'failOn',
      'maxFindings',
      'exclude',
      'maxFileKilobytes',
      'budget.promptTokens',
      'budget.replyTokens',
      'docs.private',
      'docs.runtime',
      'docs.review',
      'docs.commitTime',
    ]);
  });

  it('gives secrets neither a flag nor a place in a file', () => {
    for (const key of settingKeys.filter((name) => settingRows[name].isSecret)) {
      expect(settingRows[key].flag).toBeUndefined();
      expect(settingRows[key].setBy).toBe('environment');
    }
  });
});

describe('settingFlags', () => {
  const described = (flag: string): string | undefined =>
    settingFlags.find(({ flags }) => flags.startsWith(flag))?.description;

  it('has distinct flags', () => {
    const names = settingFlags.map(({ flags }) => flags.split(' ')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says what a flag takes, what holds without it, and that it may come again', () => {
    expect(described('--fail-on')).toMatch(/\(one of none, info, warning, error; default: error\)\.$/);
    expect(described('--max-findings')).toMatch(/\(default: 8\)\.$/);
    expect(described('--exclude')).toMatch(/\(repeatable\)\.$/);
    expect(described('--model ')).not.toContain('undefined');
  });

  it('describes what a switch does, not its opposite', () => {
    expect(described('--no-cache')).toMatch(/^Take no reply from the cache/);
    expect(described('--think')).toMatch(/^Let a thinking model think/);
  });
});

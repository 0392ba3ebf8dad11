import { Command } from 'commander';
import { safeParse } from 'zod/mini';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { readFlags, settingFlags } from '../../../src/config/flags.ts';
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
    ]);
  });

  it('gives secrets neither a flag nor a place in a file', () => {
    for (const key of settingKeys.filter((name) => settingRows[name].isSecret)) {
      expect(settingRows[key].flag).toBeUndefined();
      expect(settingRows[key].setBy).toBe('environment');
    }
  });
});

describe('settingFlags with commander', () => {
  function parse(...words: string[]) {
    const command = new Command();
    for (const { flags, description, collect } of settingFlags) {
      if (collect) command.option(flags, description, collect);
      else command.option(flags, description);
    }
    command.parse(words, { from: 'user' });
    return readFlags(command);
  }

  it('has distinct flags', () => {
    const names = settingFlags.map(({ flags }) => flags.split(' ')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives nothing when nothing was given, whatever commander defaults to', () => {
    expect(parse()).toEqual({});
  });

  it('keeps --model and --no-model apart', () => {
    expect(parse('--model', 'a')).toEqual({ model: 'a' });
    expect(parse('--no-model')).toEqual({ noModel: true });
  });

  it('collects repeated flags and reads switches', () => {
    expect(parse('--exclude', 'a', '--exclude', 'b', '--no-cache', '--think', '--timeout', '9')).toEqual({
      exclude: ['a', 'b'],
      'cache.enabled': false,
      think: true,
      'timeoutSeconds.total': '9',
    });
  });
});

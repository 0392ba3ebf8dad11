import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { readFlags, settingFlags } from '../../../../src/config/flags.ts';
import { settingOption } from '../../../../src/entry/cli/setting-option.ts';

function parse(...words: string[]) {
  const command = new Command();
  for (const flag of settingFlags) command.addOption(settingOption(flag));
  command.parse(words, { from: 'user' });
  return readFlags(command);
}

describe('settingOption', () => {
  it('gives nothing when nothing was given, whatever commander defaults to', () => {
    expect(parse()).toEqual({});
  });

  it('keeps --model and --no-model apart, in any order', () => {
    expect(parse('--model', 'a')).toEqual({ model: 'a' });
    expect(parse('--no-model')).toEqual({ noModel: true });
    expect(parse('--no-model', '--model', 'a')).toEqual({ noModel: true, model: 'a' });
    expect(parse('--model', 'a', '--no-model')).toEqual({ noModel: true, model: 'a' });
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

import { describe, expect, it } from 'vitest';
import { readRunArguments } from '../../../../bench/review/run-arguments.ts';

const server = ['--server', 'http://127.0.0.1:1/v1'];

describe('readRunArguments', () => {
  it('runs rules alone without a model, everything with one', () => {
    expect(readRunArguments([]).configurations).toEqual(['rules']);
    expect(readRunArguments(server).configurations).toEqual(['rules', 'probes', 'forms', 'agreed', 'all']);
    expect(readRunArguments(['--replay', 'a.jsonl']).configurations.length).toBe(5);
    expect(readRunArguments([...server, '--only', 'all,rules']).configurations).toEqual(['rules', 'all']);
  });

  it('takes both sorts and both parts of the cases unless told otherwise', () => {
    const cases = (...args: string[]) => readRunArguments(args).cases;
    expect(cases()).toEqual({ own: true, clones: undefined, design: true, aside: true, ids: [] });
    expect(cases('--design', '--clones', '/c')).toEqual({
      own: true,
      clones: '/c',
      design: true,
      aside: false,
      ids: [],
    });
    expect(cases('--aside', '--commits', '--clones', '/c')).toMatchObject({ own: false, design: false });
    expect(cases('--own', '--clones', '/c').clones).toBeUndefined();
  });

  it('keeps the command as it was typed', () => {
    expect(readRunArguments(['--own']).command).toBe('npm run bench:review -- --own');
  });

  it.each([
    [['--own', '--commits'], /exclude/],
    [['--design', '--aside'], /exclude/],
    [['--commits'], /needs --clones/],
    [[...server, '--replay', 'a'], /no server/],
    [['--only', 'probes'], /--server/],
    [['--ablations'], /--server/],
    [['--only', 'lint'], /there are rules, probes/],
    [['--date', 'today'], /YYYY-MM-DD/],
    [['--unknown'], /unknown/],
  ])('refuses %j', (args, why) => {
    expect(() => readRunArguments(args)).toThrow(why);
  });
});

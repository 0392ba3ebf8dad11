import { describe, expect, it } from 'vitest';
import { isGalleyError } from '../../../../src/errors.ts';
import { readInputs } from '../../../../src/entry/action/read-inputs.ts';

const given = {
  'INPUT_GITHUB-TOKEN': 'secret-1',
  INPUT_MODE: 'review',
  'INPUT_ALLOW-FORKS': 'false',
  'INPUT_WORKING-DIRECTORY': '.',
  INPUT_COVERAGE: '',
  'INPUT_BUDGET-TIME': ' 5m ',
  INPUT_SERVER: '',
};

function failureOf(env: Record<string, string>): string {
  try {
    readInputs(env);
  } catch (error) {
    if (isGalleyError(error)) return `${error.message}\n${error.why}`;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('readInputs', () => {
  it('takes what is set and leaves what is empty to others', () => {
    const inputs = readInputs(given);
    expect(inputs).toMatchObject({
      mode: 'review',
      token: 'secret-1',
      allowForks: false,
      coverage: undefined,
    });
    expect([...inputs.settings]).toEqual([['budget.time', '5m']]);
  });

  it('has its defaults without any variable', () => {
    expect(readInputs({})).toMatchObject({ mode: 'review', token: '', workingDirectory: '.' });
  });

  it('names every input that is unknown or wrong, with what would do', () => {
    const text = failureOf({ ...given, INPUT_MODE: 'fast', 'INPUT_ALLOW-FORKS': 'maybe', INPUT_SERVR: 'x' });
    expect(text).toMatch(/input mode: mode is "fast"; allowed: one of review, tests/);
    expect(text).toMatch(/input allow-forks: .*allowed: one of false, true/);
    expect(text).toMatch(/input "servr": there is no such input; the nearest known one is server/);
  });

  it('shows nothing of a token in an error', () => {
    expect(failureOf({ ...given, INPUT_MODE: 'x' })).not.toContain('secret-1');
  });
});

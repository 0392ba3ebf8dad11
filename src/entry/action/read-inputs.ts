import { invalidConfig, nearest, showValue, type ConfigProblem } from '../../config/config-problem.ts';
import { settingInputs } from '../../config/inputs.ts';
import type { SettingKey } from '../../config/schema.ts';
import { ownInputs, type OwnInput } from './action-interface.ts';

/** What the workflow wants; settings are still text. */
export interface Inputs {
  readonly mode: 'review' | 'tests';
  /** Empty: nothing can be read or posted. */
  readonly token: string;
  /** Undefined: none. Relative to `workingDirectory`. */
  readonly coverage: string | undefined;
  readonly tests: string | undefined;
  readonly config: string | undefined;
  readonly allowForks: boolean;
  readonly workingDirectory: string;
  readonly settings: ReadonlyMap<SettingKey, string>;
}

/**
 * Reads the variables by which a runner hands over inputs: `INPUT_BUDGET-TIME` for `budget-time`. Throws GalleyError
 * `invalid-config` that names every unknown or bad one; values of settings are checked with the other sources of settings.
 */
export function readInputs(env: Readonly<Record<string, string | undefined>>): Inputs {
  const problems = [...unknownInputs(env)];
  const text = (name: OwnInput): string => (env[variableOf(name)] ?? '').trim();
  const choose = <Value extends string>(name: OwnInput, allowed: readonly [Value, ...Value[]]): Value => {
    const given = text(name) === '' ? ownInputs[name].default : text(name);
    const found = allowed.find((value) => value === given.toLowerCase());
    if (found === undefined)
      problems.push({
        where: `input ${name}`,
        text: `${name} is ${showValue(given)}; allowed: one of ${allowed.join(', ')}`,
      });
    return found ?? allowed[0];
  };
  const optional = (name: OwnInput): string | undefined => (text(name) === '' ? undefined : text(name));
  const inputs: Inputs = {
    mode: choose('mode', ['review', 'tests']),
    token: text('github-token'),
    coverage: optional('coverage'),
    tests: optional('tests'),
    config: optional('config'),
    allowForks: choose('allow-forks', ['false', 'true']) === 'true',
    workingDirectory: text('working-directory') || ownInputs['working-directory'].default,
    settings: readSettings(env),
  };
  if (problems.length > 0) throw invalidConfig(problems);
  return inputs;
}

function readSettings(env: Readonly<Record<string, string | undefined>>): ReadonlyMap<SettingKey, string> {
  const given = settingInputs.map(({ name, key }) => [key, (env[variableOf(name)] ?? '').trim()] as const);
  return new Map(given.filter(([, text]) => text !== ''));
}

/** Like any key that nobody reads: it was meant to do something. */
function unknownInputs(env: Readonly<Record<string, string | undefined>>): readonly ConfigProblem[] {
  const known = [...Object.keys(ownInputs), ...settingInputs.map(({ name }) => name)];
  const variables = new Set(known.map(variableOf));
  return Object.keys(env)
    .filter((name) => name.startsWith('INPUT_') && !variables.has(name))
    .map((name) => name.slice('INPUT_'.length).toLowerCase())
    .map((name) => ({
      where: `input ${showValue(name)}`,
      text: `there is no such input; the nearest known one is ${nearest(name, known)}`,
    }));
}

/** As runners spell it: actions/toolkit, `getInput`. */
function variableOf(name: string): string {
  return `INPUT_${name.replace(/ /g, '_').toUpperCase()}`;
}

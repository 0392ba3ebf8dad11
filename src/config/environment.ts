import { nearest, showValue } from './config-problem.ts';
import type { ConfigProblem } from './config-problem.ts';
import { settingKeys } from './schema.ts';
import type { SettingKey } from './schema.ts';

/** `GALLEY_BUDGET_PROMPT_TOKENS` for `budget.promptTokens`. */
export function variableOf(key: SettingKey): string {
  const words = key.replace(/([a-z])([A-Z])/g, '$1_$2').replace('.', '_');
  return `GALLEY_${words.toUpperCase()}`;
}

export interface EnvironmentSettings {
  /** Values as text. */
  readonly given: ReadonlyMap<SettingKey, string>;
  readonly problems: readonly ConfigProblem[];
}

/**
 * Picks the settings out of an environment. An empty variable counts as not set. A `GALLEY_` variable that
 * nobody reads is a problem: it was meant to do something.
 *
 * @param others names of `GALLEY_` variables that are not settings but read elsewhere
 */
export function readEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  others: readonly string[],
): EnvironmentSettings {
  const known = new Map(settingKeys.map((key) => [variableOf(key), key]));
  const given = new Map<SettingKey, string>();
  const problems: ConfigProblem[] = [];
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith('GALLEY_') || others.includes(name)) continue;
    const key = known.get(name);
    if (key === undefined) {
      const near = nearest(name, [...known.keys(), ...others]);
      problems.push({ where: showName(name), text: `unknown variable; the nearest known one is ${near}` });
    } else if (value !== undefined && value !== '') given.set(key, value);
  }
  return { given, problems };
}

function showName(name: string): string {
  return /^\w{1,100}$/.test(name) ? name : showValue(name);
}

import type { Framework } from '../framework.ts';
import type { TestCommand } from './read-command.ts';
import type { Manifest } from './read-manifest.ts';
import type { TestStyle } from './read-test-style.ts';

/** How much each sign says. Test files know best, what is merely installed least. */
const weights = { files: 5, command: 4, configuration: 3, dependency: 1 };

const configurations: readonly (readonly [RegExp, Framework])[] = [
  [/^vitest\.(?:config|workspace)\.[cm]?[jt]s$/, 'vitest'],
  [/^jest\.config\.(?:[cm]?[jt]s|json)$/, 'jest'],
  [/^\.mocharc\.(?:[cm]?js|jsonc?|ya?ml)$/, 'mocha'],
];

export interface FrameworkSigns {
  readonly manifest: Manifest;
  readonly commands: readonly TestCommand[];
  /** Names of the files in the folder of the manifest. */
  readonly names: readonly string[];
  readonly styles: readonly TestStyle[];
}

/** The framework that most speaks for. Undefined: nothing speaks for any. */
export function chooseFramework({
  manifest,
  commands,
  names,
  styles,
}: FrameworkSigns): Framework | undefined {
  const scores = new Map<Framework, number>();
  const add = (framework: Framework, weight: number): unknown =>
    scores.set(framework, (scores.get(framework) ?? 0) + weight);
  for (const framework of ['vitest', 'jest', 'mocha'] as const) {
    if (manifest.dependencies.has(framework)) add(framework, weights.dependency);
    if (manifest.keys.has(framework)) add(framework, weights.configuration);
  }
  for (const [pattern, framework] of configurations)
    if (names.some((name) => pattern.test(name))) add(framework, weights.configuration);
  const [command] = commands;
  if (command !== undefined) add(command.framework, weights.command);
  const told = styles.flatMap(({ framework }) => framework ?? []);
  for (const framework of new Set(told)) {
    const share = told.filter((name) => name === framework).length / styles.length;
    add(framework, weights.files * share);
  }
  const [best] = [...scores].sort(([, a], [, b]) => b - a);
  return best?.[0];
}

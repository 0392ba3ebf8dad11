import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GalleyError } from '../../errors.ts';

/** What measures a test command, and the command as it is to be run. */
export interface CollectorChoice {
  /** `nyc`: for all that runs in Node and does not measure itself. */
  readonly kind: 'nyc' | 'vitest' | 'jest' | 'python';
  /** The command with more arguments for the runner; for `nyc` and `python` without. */
  readonly withArguments: (more: readonly string[]) => string[];
}

/**
 * Looks at the words of a command and at the script of package.json that it names; runs nothing.
 *
 * @throws GalleyError `invalid-usage` when the script does more after the runner, so that nothing can be said to it
 */
export function chooseCollector(command: readonly string[], cwd: string): CollectorChoice {
  const script = readScript(command, cwd);
  if (script !== undefined) return chooseForScript(script, command, cwd);
  const kind = ownRunner(command);
  if (kind !== undefined) return { kind, withArguments: (more) => [...command, ...more] };
  return { kind: isPython(command) ? 'python' : 'nyc', withArguments: () => [...command] };
}

interface Script {
  readonly name: string;
  readonly text: string;
}

const managers = ['npm', 'pnpm', 'yarn', 'bun'];
const flagsOnly = /^-(?:s|-silent|-if-present)$/;

/** The script of `npm test`, `npm run unit`, `yarn unit`. Undefined: the command names none here. */
function readScript(command: readonly string[], cwd: string): Script | undefined {
  const [manager = '', ...words] = command;
  if (!managers.includes(nameOf(manager))) return undefined;
  const [first = '', second = ''] = words.filter((word) => !flagsOnly.test(word));
  const isRun = first === 'run' || first === 'run-script';
  const name = isRun ? second : first === 't' || first === 'tst' ? 'test' : first;
  const text = name === '' ? undefined : scriptsOf(cwd)[name];
  return typeof text === 'string' ? { name, text } : undefined;
}

function scriptsOf(cwd: string): Record<string, unknown> {
  const file = join(cwd, 'package.json');
  if (!existsSync(file)) return {};
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { scripts?: Record<string, unknown> }).scripts ?? {};
  } catch (error) {
    throw new GalleyError('unreadable-file', { what: `${file} is not JSON`, cause: error });
  }
}

function chooseForScript(script: Script, command: readonly string[], cwd: string): CollectorChoice {
  const steps = script.text.split(/&&|\|\||[;|&]/).map((step) => step.trim().split(/\s+/));
  const [only = []] = steps;
  // A script that only names another one: that one is asked.
  if (steps.length === 1 && readScript(only, cwd) && readScript(only, cwd)!.name !== script.name)
    return chooseCollector(only, cwd);
  const at = steps.findIndex((step) => ownRunner(step) !== undefined);
  if (at < 0) return { kind: 'nyc', withArguments: () => [...command] };
  if (at < steps.length - 1) throw goesOn(script, steps[at]!);
  const separator = nameOf(command[0] ?? '') === 'npm' && !command.includes('--') ? ['--'] : [];
  const withArguments = (more: readonly string[]) => [...command, ...separator, ...more];
  return { kind: ownRunner(steps[at]!)!, withArguments };
}

function goesOn(script: Script, step: readonly string[]): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `The script "${script.name}" goes on after its tests, so that they cannot be asked for their coverage`,
    why: `It is: ${script.text}`,
    todo: `galley coverage run -- npx ${step.join(' ')}`,
  });
}

/** A runner that measures what it runs: it compiles modules itself, so that nobody else can. */
function ownRunner(words: readonly string[]): 'vitest' | 'jest' | undefined {
  const found = words.map(nameOf).find((name) => name === 'vitest' || name === 'jest');
  return found;
}

const pythonPrograms = /^(?:pytest|py\.test|python[\d.]*)$/;

function isPython(command: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = command.map(nameOf);
  const isLauncher = ['uv', 'poetry', 'pipenv', 'pdm', 'rye', 'hatch'].includes(first) && second === 'run';
  return pythonPrograms.test(isLauncher ? third : first);
}

/** `vitest` of `node_modules/.bin/vitest` and of `node_modules/vitest/vitest.mjs`. */
function nameOf(word: string): string {
  return basename(word.replaceAll('\\', '/')).replace(/\.(?:[cm]?js|cmd|exe|ps1)$/i, '');
}

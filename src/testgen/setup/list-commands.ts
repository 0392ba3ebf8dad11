import { readCommand, type TestCommand } from './read-command.ts';
import { splitCommand } from './split-command.ts';

const runScript = /^(?:npm|yarn|pnpm|bun)$/;
const runScripts = /^(?:run-s|run-p|npm-run-all2?|concurrently|wireit)$/;

/** What the scripts of a package.json start for its tests; the command of `test` first. */
export function listCommands(scripts: Readonly<Record<string, string>>): TestCommand[] {
  const others = Object.keys(scripts).filter((name) => /^(?:test|unit|mocha|jest|vitest)\b/.test(name));
  const names = ['test', ...others.filter((name) => name !== 'test')];
  return names.flatMap((name) => {
    const command = follow(name, scripts, new Set());
    return command === undefined ? [] : [command];
  });
}

/** Through scripts that call scripts. */
function follow(
  name: string,
  scripts: Readonly<Record<string, string>>,
  seen: Set<string>,
): TestCommand | undefined {
  const line = Object.hasOwn(scripts, name) ? scripts[name] : undefined;
  if (line === undefined || seen.has(name)) return undefined;
  seen.add(name);
  for (const words of splitCommand(line)) {
    const own = readCommand(words);
    if (own !== undefined) return own;
    for (const called of calledScripts(words)) {
      const command = follow(called, scripts, seen);
      if (command !== undefined) return command;
    }
  }
  return undefined;
}

function calledScripts(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => runScript.test(word) || runScripts.test(word));
  if (at < 0) return [];
  const names = words.slice(at + 1).filter((word) => !word.startsWith('-') && word !== 'run');
  return runScripts.test(words[at] ?? '') ? names : names.slice(0, 1);
}

import { replaceActive, showCharacter } from '../../safety/active-characters.ts';
import type { Log } from '../../log.ts';
import type { Terminal } from './terminal.ts';

/**
 * Warnings reach the user, the rest only with `GALLEY_LOG=debug`.
 *
 * @param before makes room on the terminal, such as by removing a live line
 */
export function logTo(terminal: Terminal, before: () => void = () => {}): Log {
  const isDebug = terminal.env['GALLEY_LOG'] === 'debug';
  const write = (level: string, message: string, facts: object = {}): void => {
    const data = Object.entries(facts).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
    before();
    // Names of files and refs stand in the facts, and JSON escapes only some of what acts on a terminal.
    terminal.err(`galley: ${level}${replaceActive(message + data.join(''), showCharacter)}\n`);
  };
  return {
    debug: (message, facts) => void (isDebug && write('debug: ', message, facts)),
    info: (message, facts) => void (isDebug && write('info: ', message, facts)),
    warn: (message, facts) => write('', message, facts),
  };
}

import type { Facts, Log } from '../../../log.ts';
import { factsOfWork } from './with-facts.ts';
import { replaceActive, showCharacter } from '../../../safety/active-characters.ts';

export interface AppLogOptions {
  readonly form: 'json' | 'pretty';
  /** Nothing below it is written. */
  readonly least: Level;
  readonly hide: (text: string) => string;
  readonly write: (text: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export type Level = 'debug' | 'info' | 'warn';

/** A log whose every line names what it is about. */
export interface AppLog extends Log {
  /** The same with facts that stand in each of its lines: ids of a delivery, a job. */
  with(facts: Facts): AppLog;
}

const levels: readonly Level[] = ['debug', 'info', 'warn'];

/**
 * One line for each event: JSON for machines, or words for people. Secrets are removed by their values. A line that is
 * written during a work has its facts: see with-facts.ts.
 */
export function createAppLog(options: AppLogOptions, context: Facts = {}): AppLog {
  const { form, least, hide, write, now } = options;
  const line = (level: Level) => (message: string, facts?: Facts) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const all = { ...factsOfWork(), ...context, ...facts };
    const at = new Date(now()).toISOString();
    write(
      `${form === 'json' ? asJson(at, level, hide, message, all) : asWords(at, level, hide, message, all)}\n`,
    );
  };
  return {
    debug: line('debug'),
    info: line('info'),
    warn: line('warn'),
    with: (facts) => createAppLog(options, { ...context, ...facts }),
  };
}

type Hide = AppLogOptions['hide'];

/** Values are hidden before they are quoted, so that no quoting can hide them from the search. */
function asJson(time: string, level: Level, hide: Hide, message: string, facts: Facts): string {
  const hidden = Object.entries(facts).map(([name, value]) => [
    name,
    typeof value === 'string' ? hide(value) : value,
  ]);
  return JSON.stringify({ time, level, message: hide(message), ...Object.fromEntries(hidden) });
}

function asWords(time: string, level: Level, hide: Hide, message: string, facts: Facts): string {
  const data = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(hide(value)) : value}`);
  const text = `${time.slice(11, 19)} ${level === 'warn' ? 'warning: ' : ''}${hide(message)}${data.join('')}`;
  return replaceActive(text, showCharacter);
}

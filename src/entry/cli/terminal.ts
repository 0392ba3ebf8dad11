import type { Command } from 'commander';

/** What the process is attached to: the only place that looks. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly isCi: boolean;
  /** Whether standard output gets colours. */
  readonly color: boolean;
  /** Columns for text on standard output: at most 100, lines longer than that tire the eye. */
  readonly width: number;
  /** `live`: one line that rewrites itself; `lines`: plain lines; `off`: nothing. All on standard error. */
  readonly progress: 'live' | 'lines' | 'off';
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface TerminalFlags {
  readonly quiet: boolean;
  /** `--color`, `--no-color`; undefined: decided from the environment. */
  readonly color: boolean | undefined;
}

/** The terminal of this process. */
export function openTerminal(flags: TerminalFlags): Terminal {
  const { env, stdout, stderr } = process;
  const isCi = isSet(env['CI']) && env['CI'] !== 'false';
  const isDumb = env['TERM'] === 'dumb';
  return {
    env,
    cwd: process.cwd(),
    isCi,
    color: flags.color ?? wantsColor(env, stdout.isTTY === true && !isDumb),
    width: Math.min(stdout.columns ?? 80, 100),
    progress: flags.quiet ? 'off' : stderr.isTTY && !isCi && !isDumb ? 'live' : 'lines',
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
  };
}

/** The terminal as the flags of a command want it. */
export function terminalOf(command: Command): Terminal {
  const { quiet } = command.opts<{ quiet?: boolean }>();
  const given = command.getOptionValueSource('color') === 'cli';
  const color = command.opts<{ color?: boolean }>().color;
  return openTerminal({ quiet: quiet ?? false, color: given ? color : undefined });
}

/** https://no-color.org and https://force-color.org: forcing wins, as in Node itself. */
function wantsColor(env: NodeJS.ProcessEnv, isTty: boolean): boolean {
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return isTty && !isSet(env['NO_COLOR']);
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { hookPoints, type HookEvent } from './hook-points.ts';

/**
 * Loaded into the built command before its own code: sees every git that it starts and every file that it puts in place, and does
 * at one of these points what `HOOK_STOP` says: `POINT: ACTION`, where POINT may be a number of milliseconds, and ACTION is a
 * signal, `SIGINT twice`, or a command of the shell that is run to its end.
 *
 * `HOOK_TRACE` names a file for what was passed: a point, or the id of a process, a line.
 */
const [, wanted = '', action = ''] = /^([^:]*): ([^]*)$/.exec(process.env['HOOK_STOP'] ?? '') ?? [];
const { appendFileSync } = fs;
const counts = new Map<string, number>();

function pass(when: HookEvent['when'], what: string): void {
  const key = `${when} ${what}`;
  const nth = (counts.get(key) ?? 0) + 1;
  counts.set(key, nth);
  for (const [point, event] of Object.entries(hookPoints)) {
    if (event.when !== when || event.what !== what || event.nth !== nth) continue;
    tell(point);
    if (point === wanted) act();
  }
}

function tell(line: string | number): void {
  const file = process.env['HOOK_TRACE'];
  if (file !== undefined) appendFileSync(file, `${line}\n`);
}

function act(): void {
  if (action === 'SIGKILL' || action === 'SIGTERM') process.kill(process.pid, action);
  // As a terminal does it: to git, the shell and this process.
  else if (action.startsWith('SIGINT')) process.kill(0, 'SIGINT');
  else spawnSync('sh', ['-c', action], { stdio: 'ignore', env: withoutIndex(process.env) });
  if (action === 'SIGINT twice') setTimeout(() => process.kill(process.pid, 'SIGINT'), 5);
}

/** What an editor does knows nothing of the commit in progress. */
function withoutIndex({ GIT_INDEX_FILE: _, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return rest;
}

const { spawn, spawnSync } = childProcess;
childProcess.spawn = ((program: string, args: readonly string[], options: object) => {
  const name = subcommandOf(args);
  pass('spawn', name);
  const child = spawn(program, args, options);
  tell(child.pid ?? 0);
  child.once('exit', () => pass('ended', name));
  pass('spawned', name);
  return child;
}) as typeof childProcess.spawn;

/** The first word that is neither an option nor the value of one. */
function subcommandOf(args: readonly string[]): string {
  return args.find((word, i) => !word.startsWith('-') && args[i - 1] !== '-c') ?? '';
}

const { renameSync } = fs;
fs.renameSync = (from, to) => {
  pass('rename', kindOf(to));
  renameSync(from, to);
  pass('renamed', kindOf(to));
};
const { rename, rm } = fs.promises;
fs.promises.rename = async (from, to) => {
  pass('rename', kindOf(to));
  await rename(from, to);
  pass('renamed', kindOf(to));
};
fs.promises.rm = async (path, options) => {
  await rm(path, options);
  if (/(?:^|[\\/])scratch-[^\\/]*$/.test(String(path))) pass('removed', 'scratch');
};

function kindOf(target: fs.PathLike): string {
  const path = String(target);
  if (/[\\/]galley[\\/]docs[\\/]/.test(path)) return 'reply';
  if (basename(path) === 'last-docs.json') return 'record';
  return /index(?:-\d+)?(?:\.lock)?$/.test(basename(path)) ? 'index' : 'copy';
}

syncBuiltinESMExports();
if (/^\d+$/.test(wanted)) setTimeout(act, Number(wanted)).unref();

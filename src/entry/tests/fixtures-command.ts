import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import { findWord } from '../../git/find-word.ts';
import { makeFixtures } from '../../review/make-fixtures.ts';
import { printable } from '../../safety/printable.ts';
import { joinPath, folderOf } from '../../testgen/setup/repository-view.ts';
import { rootHere } from '../cli/command-settings.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { replaceFile } from '../cli/replace-file.ts';
import { terminalOf } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import type { TestsFlags } from './choose-tests.ts';
import { openRunners } from './open-runners.ts';
import { openTypes } from './open-types.ts';

/** `galley tests --fixtures TYPE|FILE`: builders, shapes and mocks on standard output, or with --write in a file. Returns the exit code. */
export async function runFixtures(wanted: string, command: Command): Promise<number> {
  const flags = command.opts<TestsFlags>();
  const terminal = terminalOf(command);
  const { cwd, env } = terminal;
  const root = await rootHere();
  if (root === undefined) throw noRepository();
  const stop = listenForStop();
  const log = logTo(terminal);
  const { path, name } = await findTypes(wanted, root, cwd, env);
  const unsafeRun = flags.unsafeRun ?? false;
  const changed = async () => [];
  const runners = await openRunners({ root, env, changed, baseTree: undefined, unsafeRun, log });
  try {
    const { found } = await runners.runnerFor(path);
    const types = await openTypes(runners, found, log);
    if (types === undefined) throw noTypes(path);
    try {
      const target = joinPath(folderOf(path), `${stemOf(path)}.fixtures.ts`);
      const { setup } = found;
      const made = await makeFixtures({ path, name, target, setup, signal: stop.signal }, types);
      if (made.text === '') throw nothingMade(wanted, made.reason);
      if (flags.write !== true) terminal.out(made.text);
      else await write(target, made.text, root, terminal.err);
      if (made.proof === 'none') terminal.err(`galley: not type-checked: ${printable(made.reason, 200)}\n`);
      return 0;
    } finally {
      await types.close();
    }
  } finally {
    await runners.close();
    stop.release();
  }
}

async function write(
  target: string,
  text: string,
  root: string,
  tell: (text: string) => void,
): Promise<void> {
  const file = join(root, target);
  if (existsSync(file))
    throw new GalleyError('cannot-write', {
      what: `${target} is there already`,
      why: 'What people wrote is not replaced.',
      todo: 'Leave out --write and take what you need.',
    });
  await replaceFile(file, text, root);
  tell(`galley: wrote ${target}\n`);
}

interface TypesPlace {
  readonly path: string;
  /** Empty: all types of the file. */
  readonly name: string;
}

async function findTypes(
  wanted: string,
  root: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<TypesPlace> {
  if (/\.[cm]?tsx?$/.test(wanted)) return { path: relative(root, resolve(cwd, wanted)), name: '' };
  const declares = new RegExp(`\\b(?:interface|type|enum|class)\\s+${wanted.replace(/\W/g, '')}\\b`);
  const places = await findWord(wanted, { cwd: root, env });
  const files = [
    ...new Set(
      places
        .filter(
          ({ path, text }) => /\.[cm]?tsx?$/.test(path) && /\bexport\b/.test(text) && declares.test(text),
        )
        .map(({ path }) => path),
    ),
  ];
  const [path, ...others] = files;
  if (path !== undefined && others.length === 0) return { path, name: wanted };
  throw new GalleyError('invalid-usage', {
    what:
      path === undefined
        ? `No file exports a type ${wanted}`
        : `${files.length} files export a type ${wanted}`,
    why: path === undefined ? '' : `${files.slice(0, 5).join(', ')}.`,
    todo: `galley tests --fixtures ${path ?? 'src/types.ts'}`,
  });
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?tsx?$/, '');
}

function noRepository(): GalleyError {
  return new GalleyError('not-a-repository', {
    what: 'This folder is in no git repository',
    why: 'Fixtures are checked in a copy of the repository.',
    todo: 'git init',
  });
}

function noTypes(path: string): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `The tests around ${path} are not written in TypeScript`,
    why: 'Fixtures are made of types, and checked by the compiler of the repository.',
    todo: 'npm install --save-dev typescript',
  });
}

function nothingMade(wanted: string, reason: string): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `No fixtures could be made for ${wanted}`,
    why: printable(reason, 300),
  });
}

import type { Command } from 'commander';
import { insertAll } from '../../docstring/insertion.ts';
import { GalleyError } from '../../errors.ts';
import { locateIndex, type IndexPlace } from '../../git/staged/locate-index.ts';
import { keepLastRun } from '../../git/staged/keep-last-run.ts';
import type { DocumentedFile } from '../../git/staged/last-run.ts';
import { undoLastRun } from '../../git/staged/undo-last-run.ts';
import { checkDocs } from '../../review/check-docs.ts';
import { printable } from '../../safety/printable.ts';
import { documentText, type DocumentPorts, type Unwritten } from '../../review/document-text.ts';
import { settingsOf, type CommandSettings } from '../cli/command-settings.ts';
import { openLazyModel } from '../cli/open-lazy-model.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { openCache } from '../cli/open-cache.ts';
import { replaceFile } from '../cli/replace-file.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { createDescriber } from './create-describer.ts';
import { documentOptions } from './document-options.ts';
import { openDocSyntax, readCodeFiles, type CodeFile } from './open-doc-tools.ts';
import { renderInsertions } from './render-insertions.ts';
import { renderProblems } from './render-problems.ts';

interface DocsFlags {
  readonly check?: boolean;
  readonly diff?: boolean;
  readonly write?: boolean;
  readonly undo?: boolean;
}

/** `galley docs [paths] [--check|--diff|--write|--undo]`. Returns the exit code. */
export async function runDocs(paths: readonly string[], command: Command): Promise<number> {
  const flags = command.opts<DocsFlags>();
  refuseContradiction(flags);
  const terminal = terminalOf(command);
  const place = await locateIndex({ cwd: terminal.cwd, env: terminal.env });
  if (flags.undo) return undo(terminal);
  const loaded = await settingsOf(command, { from: 'folder', root: place.root });
  const git = { cwd: terminal.cwd, env: process.env, root: place.root };
  const files = await readCodeFiles(paths, git);
  return flags.diff || flags.write
    ? document(files, { place, loaded, terminal, isWriting: flags.write ?? false })
    : check(files, loaded, terminal);
}

async function check(
  files: readonly CodeFile[],
  { settings }: CommandSettings,
  terminal: Terminal,
): Promise<number> {
  const syntax = openDocSyntax(logTo(terminal));
  const found = [];
  for (const file of files) {
    const problems = await checkDocs(file, { ...documentOptions(settings), added: undefined }, syntax);
    if (problems !== undefined && problems.length > 0) found.push({ path: file.path, problems });
  }
  terminal.out(renderProblems(found, terminal.color));
  return found.length === 0 ? 0 : 1;
}

interface Documenting {
  readonly place: IndexPlace;
  readonly loaded: CommandSettings;
  readonly terminal: Terminal;
  readonly isWriting: boolean;
}

/** 0: all that could be said is said; 3: about something no answer was to be had. */
async function document(
  files: readonly CodeFile[],
  { place, loaded, terminal, isWriting }: Documenting,
): Promise<number> {
  const { settings } = loaded;
  const log = logTo(terminal);
  const stop = listenForStop();
  const model = openLazyModel(loaded, terminal, log);
  const describe = createDescriber({
    model,
    modelName: settings.modelFile ?? settings.model ?? '',
    cache: settings.cache.enabled ? await openCache(settings, log) : undefined,
    promptTokens: settings.budget.promptTokens,
    replyTokens: settings.budget.replyTokens,
    signal: stop.signal,
    stopReason: () =>
      stop.signal.aborted ? 'stopped before its turn' : settings.noModel ? 'no model is wanted' : '',
  });
  const options = { ...documentOptions(settings), added: undefined };
  const ports: DocumentPorts = {
    syntax: openDocSyntax(log),
    describe: (code) => {
      const { path, declaration } = code;
      if (terminal.progress !== 'off')
        terminal.err(`galley: ${printable(path, 400)} ${printable(declaration.symbol, 200)}\n`);
      return describe(code);
    },
  };
  const done: DocumentedFile[] = [];
  const open: (Unwritten & { path: string })[] = [];
  try {
    for (const { path, text } of files) {
      const documented = await documentText({ path, text }, options, ports);
      if (documented === undefined) continue;
      const { insertions, unanswered } = documented;
      open.push(...unanswered.map((one) => ({ ...one, path })));
      if (insertions.length === 0) continue;
      done.push({ path, text, insertions });
      if (isWriting) await replaceFile(`${place.root}/${path}`, insertAll(text, insertions), place.root);
      else terminal.out(renderInsertions({ path, text, insertions }, terminal.color));
    }
  } finally {
    stop.release();
    if (isWriting) await keepLastRun(place, done);
    await model.close();
  }
  terminal.err(tellDone(done, open, isWriting));
  return open.length === 0 ? 0 : 3;
}

async function undo(terminal: Terminal): Promise<number> {
  const files = await undoLastRun({ cwd: terminal.cwd, env: terminal.env });
  for (const { path, removed, left, reason } of files)
    terminal.out(
      `${path}: ${removed.length} taken out${left.length === 0 ? '' : `, ${left.length} left: changed since`}${reason === '' ? '' : ` (${reason})`}\n`,
    );
  if (files.length === 0) terminal.out('there is nothing to take back\n');
  return 0;
}

function tellDone(done: readonly DocumentedFile[], open: readonly Unwritten[], isWriting: boolean): string {
  const count = done.reduce((sum, { insertions }) => sum + insertions.length, 0);
  const what = `${count} docstring${count === 1 ? '' : 's'} ${isWriting ? 'written' : 'to write'} in ${done.length} file${done.length === 1 ? '' : 's'} (code unchanged, proved)`;
  const [first] = open;
  const left = first === undefined ? '' : `, ${open.length} left: ${first.reason}`;
  return `galley: ${what}${left}${isWriting && count > 0 ? '; galley docs --undo takes them back' : ''}\n`;
}

function refuseContradiction(flags: DocsFlags): void {
  const named = (['check', 'diff', 'write', 'undo'] as const).filter((name) => flags[name]);
  if (named.length < 2) return;
  throw new GalleyError('invalid-usage', {
    what: `--${named.join(' and --')} can't be used together`,
    why: 'Each is a run of its own.',
    todo: `galley docs --${named[0]}`,
  });
}

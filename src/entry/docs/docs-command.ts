import type { Command } from 'commander';
import { locateIndex } from '../../git/staged/locate-index.ts';
import { undoLastRun } from '../../git/staged/undo-last-run.ts';
import { checkDocs } from '../../review/check-docs.ts';
import { settingsOf } from '../cli/command-settings.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { chooseDocs, type DocsFlags } from './choose-scope.ts';
import type { DocsRun } from './docs-run.ts';
import { documentOptions } from './document-options.ts';
import { openDocSyntax } from './open-doc-tools.ts';
import { readScope, type CodeFiles } from './read-scope.ts';
import { renderProblems } from './render-problems.ts';

/** `galley docs [paths|--staged|--base REF] [--check|--diff|--write|--undo|--warm]`. Returns the exit code. */
export async function runDocs(paths: readonly string[], command: Command): Promise<number> {
  const { action, scope } = chooseDocs(paths, command.opts<DocsFlags>());
  const terminal = terminalOf(command);
  const { cwd, env } = terminal;
  const place = await locateIndex({ cwd, env });
  if (action === 'undo') return undo(terminal);
  const loaded = await settingsOf(command, { from: 'folder', root: place.root });
  const run = { place, loaded, terminal };
  if (action === 'warm') {
    const { warmDocs } = await import('./warm-docs.ts');
    return warmDocs(run);
  }
  if (action === 'write' && scope.kind === 'staged') {
    const { writeStaged } = await import('./write-staged.ts');
    return writeStaged(run);
  }
  const files = await readScope(scope, { cwd, env, root: place.root });
  if (action === 'check') return check(files, run);
  const { writeDocs } = await import('./write-docs.ts');
  return writeDocs(files, action === 'write', run);
}

/** 1: something is missing or out of date; 3: else, but something could not be looked at. */
async function check(
  { files, unread }: CodeFiles,
  { loaded: { settings }, terminal }: DocsRun,
): Promise<number> {
  const syntax = openDocSyntax(logTo(terminal));
  const options = documentOptions(settings);
  const checked = [];
  const unseen = [...unread];
  for (const { path, text, added } of files) {
    const found = await checkDocs({ path, text }, { ...options, added }, syntax);
    if (found === undefined) unseen.push({ path, reason: 'it could not be parsed' });
    else checked.push({ path, ...found });
  }
  terminal.out(renderProblems(checked, unseen, { color: terminal.color, scope: options.scope }));
  if (checked.some(({ problems }) => problems.length > 0)) return 1;
  return unseen.length === 0 ? 0 : 3;
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

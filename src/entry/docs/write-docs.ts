import { insertAll } from '../../docstring/insertion.ts';
import { keepLastRun } from '../../git/staged/keep-last-run.ts';
import type { DocumentedFile } from '../../git/staged/last-run.ts';
import { documentText, type Unwritten } from '../../review/document-text.ts';
import { listenForStop } from '../cli/listen-for-stop.ts';
import { replaceFile } from '../cli/replace-file.ts';
import { logTo } from '../cli/terminal-log.ts';
import type { DocsRun } from './docs-run.ts';
import { documentOptions } from './document-options.ts';
import { openAsking } from './open-asking.ts';
import { openStyle } from './open-style.ts';
import { readText, type CodeFiles } from './read-scope.ts';
import { renderInsertions } from './render-insertions.ts';

/**
 * Writes docs into files of the working tree, or shows them as a diff.
 *
 * @returns the exit code. 0: all that could be said is said; 3: about something no answer was to be had
 */
export async function writeDocs(
  { files, unread }: CodeFiles,
  isWriting: boolean,
  run: DocsRun,
): Promise<number> {
  const { place, loaded, terminal } = run;
  const stop = listenForStop();
  const log = logTo(terminal);
  const asking = openAsking(run, { log, signal: stop.signal });
  const options = documentOptions(loaded.settings, openStyle(place.root, log));
  const done: DocumentedFile[] = [];
  const open: Pick<Unwritten, 'reason'>[] = [...unread];
  try {
    for (const { path, text, added } of files) {
      const documented = await documentText({ path, text }, { ...options, added }, asking.ports);
      if (documented === undefined) open.push({ reason: `${path} could not be parsed` });
      open.push(...(documented?.unanswered ?? []));
      const { insertions = [] } = documented ?? {};
      if (insertions.length === 0) continue;
      // Answers take their time, and files are edited meanwhile.
      if (isWriting && (await readText(path, place.root)) !== text) {
        open.push({ reason: `${path} was changed meanwhile` });
        continue;
      }
      done.push({ path, text, insertions });
      if (isWriting) await replaceFile(`${place.root}/${path}`, insertAll(text, insertions), place.root);
      else terminal.out(renderInsertions({ path, text, insertions }, terminal.color));
    }
  } finally {
    stop.release();
    if (isWriting) await keepLastRun(place, done);
    await asking.close();
  }
  terminal.err(tellDone(done, open, isWriting));
  return open.length === 0 ? 0 : 3;
}

function tellDone(
  done: readonly DocumentedFile[],
  open: readonly Pick<Unwritten, 'reason'>[],
  isWriting: boolean,
): string {
  const count = done.reduce((sum, { insertions }) => sum + insertions.length, 0);
  const what = `${count} docstring${count === 1 ? '' : 's'} ${isWriting ? 'written' : 'to write'} in ${done.length} file${done.length === 1 ? '' : 's'} (code unchanged, proved)`;
  const [first] = open;
  const left = first === undefined ? '' : `, ${open.length} left: ${first.reason}`;
  return `galley: ${what}${left}${isWriting && count > 0 ? '; galley docs --undo takes them back' : ''}\n`;
}

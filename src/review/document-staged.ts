import { documentText, type DocumentOptions, type DocumentPorts, type Unwritten } from './document-text.ts';
import type { SkippedFile, StagedEdit, StagedOutcome, StagedWriter } from './ports.ts';
import { reanchorDocs } from './reanchor-docs.ts';

export interface DocumentStagedPorts extends DocumentPorts {
  readonly writer: StagedWriter;
  readonly signal: AbortSignal;
}

/** What became of the declarations of a commit. */
export interface StagedReport {
  /** Why nothing was looked at, such as a merge; empty: it was. */
  readonly stop: string;
  /** Docs that are staged now. */
  readonly added: number;
  readonly unsaid: readonly PathUnwritten[];
  readonly unanswered: readonly PathUnwritten[];
  /** Staged files of a known language that were not looked at. */
  readonly skipped: readonly SkippedFile[];
  /** One a file with docs. */
  readonly outcomes: readonly StagedOutcome[];
}

export interface PathUnwritten extends Unwritten {
  readonly path: string;
}

/**
 * Documents what a commit adds: everything slow first, then all files written at once.
 *
 * @throws GalleyError when the staged files cannot be read
 */
export async function documentStaged(
  options: Omit<DocumentOptions, 'added'>,
  { writer, signal, ...ports }: DocumentStagedPorts,
): Promise<StagedReport> {
  const { files, skipped, stop } = await writer.read(signal);
  const edits: StagedEdit[] = [];
  const unsaid: PathUnwritten[] = [];
  const unanswered: PathUnwritten[] = [];
  const unread: SkippedFile[] = [];
  for (const file of stop === '' ? files : []) {
    const { path, added } = file;
    const documented = await documentText(file, { ...options, added }, ports);
    if (documented === undefined) {
      unread.push({ path, reason: 'it could not be parsed', isUnread: true });
      continue;
    }
    const { insertions, written } = documented;
    unsaid.push(...[...documented.unsaid, ...documented.unproved].map((one) => ({ ...one, path })));
    unanswered.push(...documented.unanswered.map((one) => ({ ...one, path })));
    const reanchor = (text: string): Promise<string | undefined> =>
      reanchorDocs({ path, text }, written, options.style, ports.syntax);
    if (insertions.length > 0) edits.push({ file, insertions, reanchor });
  }
  // Who was stopped meanwhile has nothing written.
  const outcomes = edits.length === 0 || signal.aborted ? [] : await writer.write(edits);
  const staged = new Set(outcomes.flatMap((one) => (one.staged === 'documented' ? [one.path] : [])));
  return {
    stop,
    added: edits.reduce(
      (sum, { file, insertions }) => sum + (staged.has(file.path) ? insertions.length : 0),
      0,
    ),
    unsaid,
    unanswered,
    skipped: [...skipped, ...unread],
    outcomes,
  };
}

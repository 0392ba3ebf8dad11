import type { CheckRun } from '../state/checks.ts';
import type { CheckView } from './page-view.ts';

/** What the page of a check run shows. */
export function viewOfCheck(run: CheckRun): CheckView {
  return {
    id: run.id,
    name: run.name,
    app: run.app,
    status: run.status,
    conclusion: run.conclusion ?? undefined,
    title: run.title ?? '',
    summary: run.summary ?? '',
    text: run.text ?? '',
    annotations: run.annotations.map((note) => ({
      path: note.path,
      startLine: note.startLine,
      endLine: note.endLine,
      level: note.level,
      title: note.title ?? '',
      message: note.message,
      rawDetails: note.rawDetails ?? '',
    })),
    actions: run.actions.map(({ label, description }) => ({ label, description })),
  };
}

import { GalleyError, isGalleyError } from '../../errors.ts';
import { removeInvisible } from '../../safety/remove-invisible.ts';

/**
 * A failure as one screen of text: what happened, why, what to do. A stack trace only for what is Galley's own fault,
 * and then only with `GALLEY_LOG=debug`.
 */
export function explainError(error: unknown, debug: boolean): string {
  if (isGalleyError(error)) {
    const parts = [`galley: ${error.message}`, error.why, error.todo].filter((part) => part !== '');
    return removeInvisible(parts.join('\n')) + '\n';
  }
  if (isFolderGone(error)) return explainError(folderGone(error), debug);
  const told = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error && error.stack ? `${error.stack}\n` : '';
  return removeInvisible(
    `galley: internal error: ${told}\nThis is a fault of Galley. Run again with GALLEY_LOG=debug and report what it prints with \`galley doctor --json\`.\n${stack}`,
  );
}

/** Node's way to say that the working directory was deleted. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

function folderGone(cause: unknown): GalleyError {
  return new GalleyError('unreadable-file', {
    what: 'The folder that Galley was started in is gone',
    why: 'It was deleted or moved while this shell was in it.',
    todo: 'cd "$PWD", if a new one of that name is there; else go to another folder.',
    cause,
  });
}

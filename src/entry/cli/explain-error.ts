import { isGalleyError } from '../../errors.ts';
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
  const told = error instanceof Error ? error.message : String(error);
  const stack = debug && error instanceof Error && error.stack ? `${error.stack}\n` : '';
  return removeInvisible(
    `galley: internal error: ${told}\nThis is a fault of Galley. Run again with GALLEY_LOG=debug and report what it prints with \`galley doctor --json\`.\n${stack}`,
  );
}

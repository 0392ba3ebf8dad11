import { replaceActive, showCharacter } from '../../safety/active-characters.ts';
import { inertText } from '../../safety/inert-text.ts';

/**
 * Text for a runner's log that nothing in it acts on. A runner obeys lines of both outputs: `::name ...` after any
 * white space, and the older `##[name]` anywhere (actions/runner, ActionCommand.cs).
 */
export function inertLog(text: string): string {
  return inertText(text)
    .replaceAll('##[', '## [')
    .split('\n')
    .map((line) => line.replace(/^([^\p{L}\p{N}]*?):(?=:)/u, '$1: '))
    .join('\n');
}

/** Takes a secret out of all that the runner shows from here on. */
export function maskCommand(secret: string): string {
  return `::add-mask::${secret.replace(/%/g, '%25').replace(/[\r\n]/g, '')}`;
}

export function groupCommand(title: string): string {
  return `::group::${replaceActive(title, showCharacter).replace(/%/g, '%25')}`;
}

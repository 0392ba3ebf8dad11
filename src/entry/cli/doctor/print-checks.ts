import pc from 'picocolors';
import { hangText } from '../../../report/hang-text.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import type { Check } from './check.ts';

const words = { ok: 'ok', warning: 'warn', failed: 'FAIL' } as const;

/**
 * A paragraph a check, its fix under it, a last line that says where things stand.
 *
 * @param columns of the terminal
 */
export function printChecks(checks: readonly Check[], color: boolean, columns: number): string {
  const paint = pc.createColors(color);
  const paints = { ok: paint.green, warning: paint.magenta, failed: paint.red };
  const width = Math.max(...checks.map((check) => check.name.length));
  const lines = checks.flatMap(({ name, state, detail, fix }) => {
    const head = `${paints[state](words[state].padEnd(4))}  ${name.padEnd(width)}  `;
    const told = hangText(removeInvisible(detail), head, width + 8, columns);
    return fix === ''
      ? told
      : [
          ...told,
          ...hangText(
            removeInvisible(fix),
            `${' '.repeat(width + 8)}${paint.bold('fix:')} `,
            width + 13,
            columns,
          ),
        ];
  });
  return `${lines.join('\n')}\n\n${summary(checks)}\n`;
}

function summary(checks: readonly Check[]): string {
  const failures = checks.filter((check) => check.state === 'failed').length;
  const warnings = checks.filter((check) => check.state === 'warning').length;
  if (failures > 0) return `${failures} of ${checks.length} checks failed`;
  return warnings > 0 ? `ready, with ${warnings} warning${warnings > 1 ? 's' : ''}` : 'ready';
}

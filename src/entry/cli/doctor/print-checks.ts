import pc from 'picocolors';
import { wrapText } from '../../../report/wrap-text.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import type { Check } from './check.ts';

const words = { ok: 'ok', warning: 'warn', failed: 'FAIL' } as const;

/**
 * A paragraph a check, its fix under it, a last line that says where things stand.
 *
 * @param columns of the terminal; without it every paragraph is one line, for programs
 */
export function printChecks(checks: readonly Check[], color: boolean, columns = Infinity): string {
  const paint = pc.createColors(color);
  const paints = { ok: paint.green, warning: paint.magenta, failed: paint.red };
  const width = Math.max(...checks.map((check) => check.name.length));
  const lines = checks.flatMap(({ name, state, detail, fix }) => {
    const head = `${paints[state](words[state].padEnd(4))}  ${name.padEnd(width)}  `;
    const told = indent(detail, head, width + 8, columns);
    return fix === ''
      ? told
      : [...told, ...indent(fix, `${' '.repeat(width + 8)}${paint.bold('fix:')} `, width + 13, columns)];
  });
  return `${lines.join('\n')}\n\n${summary(checks)}\n`;
}

/** `start` takes so many columns; further lines begin below its end. */
function indent(text: string, start: string, taken: number, columns: number): readonly string[] {
  const clean = removeInvisible(text);
  const lines = columns === Infinity ? [clean] : wrapText(clean, Math.max(20, columns - taken), false);
  return lines.map((line, index) => (index === 0 ? start : ' '.repeat(taken)) + line);
}

function summary(checks: readonly Check[]): string {
  const failures = checks.filter((check) => check.state === 'failed').length;
  const warnings = checks.filter((check) => check.state === 'warning').length;
  if (failures > 0) return `${failures} of ${checks.length} checks failed`;
  return warnings > 0 ? `ready, with ${warnings} warning${warnings > 1 ? 's' : ''}` : 'ready';
}

import pc from 'picocolors';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import type { Check } from './check.ts';

const words = { ok: 'ok', warning: 'warn', failed: 'FAIL' } as const;

/** One line a check, its fix under it, a last line that says where things stand. */
export function printChecks(checks: readonly Check[], color: boolean): string {
  const paint = pc.createColors(color);
  const paints = { ok: paint.green, warning: paint.magenta, failed: paint.red };
  const width = Math.max(...checks.map((check) => check.name.length));
  const lines = checks.flatMap(({ name, state, detail, fix }) => {
    const head = `${paints[state](words[state].padEnd(4))}  ${name.padEnd(width)}  ${removeInvisible(detail)}`;
    return fix === ''
      ? [head]
      : [head, `${' '.repeat(width + 8)}${paint.bold('fix:')} ${removeInvisible(fix)}`];
  });
  return `${lines.join('\n')}\n\n${summary(checks)}\n`;
}

function summary(checks: readonly Check[]): string {
  const failures = checks.filter((check) => check.state === 'failed').length;
  const warnings = checks.filter((check) => check.state === 'warning').length;
  if (failures > 0) return `${failures} of ${checks.length} checks failed`;
  return warnings > 0 ? `ready, with ${warnings} warning${warnings > 1 ? 's' : ''}` : 'ready';
}

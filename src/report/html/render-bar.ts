import type { Finding } from '../../finding/finding.ts';
import { groupDigits } from '../describe-finding.ts';
import { origins, severities } from './page-style.ts';
import { originWords, severityWords } from './render-finding.ts';

/** Filters, which work by style alone, and the keys, which the script shows. Empty without findings. */
export function renderBar(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const bySeverity = severities.map((severity) =>
    renderBox(
      `s-${severity}`,
      severityWords[severity],
      findings.filter((one) => one.severity === severity),
    ),
  );
  const byOrigin = origins.map((origin) =>
    renderBox(
      `o-${origin}`,
      originWords[origin],
      findings.filter((one) => one.origin === origin),
    ),
  );
  return [
    '<nav class="bar" aria-label="Filters and keys">',
    `<fieldset><legend>Severity</legend>${bySeverity.join('')}</fieldset>`,
    `<fieldset><legend>Found by</legend>${byOrigin.join('')}</fieldset>`,
    '<div class="keys" hidden><output></output>',
    '<button type="button" data-step="1" aria-keyshortcuts="j n" title="Keys: j or n">Next<kbd>j</kbd></button>',
    '<button type="button" data-step="-1" aria-keyshortcuts="k p" title="Keys: k or p">Previous<kbd>k</kbd></button>',
    '</div></nav>',
  ].join('');
}

/** Checked from the start; nothing for what no finding has. */
function renderBox(name: string, word: string, findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const tone = name.startsWith('s-') ? ` class="t-${name}"` : '';
  return `<label${tone}><input type="checkbox" id="show-${name}" autocomplete="off" checked>${word} <span>${groupDigits(findings.length)}</span></label>`;
}

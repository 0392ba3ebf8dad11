import pc from 'picocolors';
import type { CalibrationTable } from '../../../probe/calibration.ts';
import { probeLanguages } from '../../../probe/probe-languages.ts';
import type { Probe, ProbeExample } from '../../../probe/probe.ts';
import { wrapText } from '../../../report/wrap-text.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';
import { languagesOf } from '../rules/render-rule-list.ts';
import { measuredProbe } from './measured-probe.ts';

/** `probe/missing-await`: a Probe in reports and on the command line. */
export function probeName(id: string): string {
  return `probe/${id}`;
}

/** `galley explain PROBE`: what it says, what it asks, code it is about, and how it stands on each measured model. */
export function renderProbe(
  probe: Probe,
  tables: readonly CalibrationTable[],
  color: boolean,
  width: number,
): string {
  const paint = pc.createColors(color);
  const paints = { error: paint.red, warning: paint.magenta };
  const prose = (text: string, indent = ''): string[] =>
    wrapText(removeInvisible(text), width - indent.length).map((line) => indent + line);
  const block = (heading: string, example: ProbeExample | undefined): string[] =>
    example === undefined
      ? []
      : [
          paint.bold(heading),
          ...example.code
            .trimEnd()
            .split('\n')
            .map((line) => `    ${removeInvisible(line)}`),
          '',
        ];
  const { severity, category, questions } = probe;
  const languages = [...probeLanguages([probe])];
  const measured = tables.map((table) => measuredProbe(probe, table));
  const lines = [
    paint.bold(probeName(probe.id)),
    ...prose(`${probe.title}.`),
    '',
    ...prose(openCaptures(probe.message)),
    '',
    paint.bold('The model is asked'),
    ...questions.flatMap((question) => prose(openCaptures(question), '    ')),
    '',
    ...block('Found', probe.bad[0]),
    ...block('Left alone', probe.good[0]),
    `Severity   ${paints[severity](severity)}, ${category}`,
    `Languages  ${languagesOf({ languages })}`,
    `Examples   ${probe.bad.length} bad, ${probe.good.length} good`,
    ...(measured.length === 0 ? ['Measured   on no model yet'] : []),
    ...measured.flatMap(({ model, figures }) =>
      wrapText(`${model}: ${figures}`, width - 11).map(
        (line, index) => (index === 0 ? 'Measured   ' : ' '.repeat(11)) + line,
      ),
    ),
    `Silence    ${languages[0] === 'python' ? '#' : '//'} galley-ignore-next-line ${probe.id} -- REASON`,
  ];
  return `${lines.join('\n')}\n`;
}

/** Where the captured code would stand. */
function openCaptures(template: string): string {
  return template.replace(/\{[A-Z][A-Z0-9_]*\}/g, '…');
}

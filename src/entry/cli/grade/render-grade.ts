import pc from 'picocolors';
import type { Grade } from '../../../probe/calibration.ts';
import { removeInvisible } from '../../../safety/remove-invisible.ts';

/** What `galley doctor --grade` found out. */
export interface GradeResult {
  readonly model: string;
  readonly grade: Grade;
  readonly speaking: number;
  readonly known: number;
  /** Questions that have an answer, and that there were. */
  readonly asked: number;
  readonly questions: number;
  readonly seconds: number;
  /** Where the table was kept. */
  readonly file: string;
}

const meanings: Readonly<Record<Grade, string>> = {
  'rules-only': 'its answers tell too little so far; reviews are by rules',
  probes: 'its answers to narrow questions can be used',
  'probes+forms': 'its answers to narrow questions can be used, and its own remarks',
};

/** A few lines for people, the last one with what to do next. */
export function renderGrade(result: GradeResult, color: boolean): string {
  const paint = pc.createColors(color);
  const { model, grade, speaking, known, asked, questions, seconds, file } = result;
  const isWhole = asked === questions;
  const rows = [
    ['model', model],
    ['grade', `${paint.bold(grade)}: ${meanings[grade]}`],
    ['probes', `${speaking} of ${known} speak on this model`],
    [
      'asked',
      `${asked} of ${questions} questions, ${tellTime(seconds)}${isWhole ? '' : '; then time was up'}`,
    ],
    ['kept in', file],
    ...(isWhole ? [] : [['go on', 'galley doctor --grade, as before: what was asked is not asked again']]),
  ];
  return `${rows.map(([name = '', text = '']) => `${name.padEnd(8)}  ${removeInvisible(text)}`).join('\n')}\n`;
}

/** `45 s`, `12 min`. */
export function tellTime(seconds: number): string {
  return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

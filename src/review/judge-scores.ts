import type { Finding } from '../finding/finding.ts';
import { sanitise } from '../safety/sanitise.ts';
import type { ChunkAnswer } from './ask-chunk.ts';
import type { ScoredQuestion } from './ask-questions.ts';
import { buildFinding } from './build-finding.ts';
import type { PreparedFile } from './prepare-files.ts';

/** How much more the new code must draw a Yes than the old, in log odds: less is noise. */
const leastRise = 0.25;

/** Findings that are less likely right than wrong must not fail a run. */
const leastForError = 0.5;

/** Before what a Probe says on a model that nobody has measured. */
const notMeasured = 'Not calibrated for this model, so perhaps wrong: ';

const mostTitleCharacters = 80;
const mostMessageCharacters = 400;

/** Whether a score is high enough to be said: for this Probe, and against the code as it was. */
export function speaksUp({ question, score, base }: ScoredQuestion): boolean {
  if (score === undefined || score < question.voice.atLeast) return false;
  return base === undefined || score - base >= leastRise;
}

/** The Probes' findings: those whose score passes. Each stands on the line that its trigger found. */
export function judgeScores(answers: readonly ChunkAnswer[], files: readonly PreparedFile[]): Finding[] {
  const byIndex = new Map(files.map((prepared) => [prepared.fileIndex, prepared]));
  return answers.flatMap(({ chunk, scored }) => {
    const prepared = byIndex.get(chunk.fileIndex);
    return prepared === undefined ? [] : scored.filter(speaksUp).map((one) => toFinding(prepared, one));
  });
}

function toFinding(prepared: PreparedFile, { question }: ScoredQuestion): Finding {
  const { place, voice } = question;
  const { chunk, line, probe } = place;
  const quote = chunk.lines.find((one) => one.side === 'head' && one.headLine === line)?.text ?? '';
  const where = { side: 'head', startLine: line, endLine: line, quote, symbol: chunk.symbol } as const;
  const confidence = voice.confidence ?? null;
  const isLikely = confidence !== null && confidence.precision >= leastForError;
  const finding = buildFinding(prepared, where, {
    rule: `probe/${probe.id}`,
    severity: isLikely ? probe.severity : 'warning',
    category: probe.category,
    title: sanitise(probe.title, mostTitleCharacters),
    message: sanitise(`${confidence === null ? notMeasured : ''}${place.message}`, mostMessageCharacters),
    origin: 'model',
  });
  return { ...finding, confidence };
}

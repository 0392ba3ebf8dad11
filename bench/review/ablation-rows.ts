import { languageOf } from '../../src/change/chunk-language.ts';
import type { Chunk } from '../../src/change/chunk.ts';
import type { CalibrationTable } from '../../src/probe/calibration.ts';
import { fillCaptures } from '../../src/probe/fill-captures.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { setThreshold } from '../../src/probe/set-threshold.ts';
import type { Panel, Voice } from '../../src/probe/voices.ts';
import { wordingOf } from '../../src/probe/wording.ts';
import type { ChunkQuestions } from '../../src/review/find-questions.ts';

/** One way to ask the Probes. */
export interface AblationRow {
  readonly name: string;
  readonly panel: Panel;
  readonly wordings: number;
  readonly baseDifference: boolean;
  /** What is asked in place of what production asks. */
  readonly reshape?: (asked: readonly ChunkQuestions[], panel: Panel) => readonly ChunkQuestions[];
  /** Only so many of the cases, the first ones. */
  readonly mostCases?: number;
}

/** False alarms accepted on sound code: what production accepts, and other shares. */
const production = 0.02;
const otherShares = [0, 0.05, 0.1] as const;

/** Without triggers every Probe is asked about every Chunk: too dear for all cases. */
const mostWithoutTriggers = 40;

/**
 * Production's way first, then each choice by itself turned off or changed.
 *
 * @param tables of one model; those of other numbers of wordings than one are taken for their own row
 */
export function ablationRows(probes: readonly Probe[], tables: readonly CalibrationTable[]): AblationRow[] {
  const panel = (wordings: number, accepted: number): Panel => panelAt(probes, tables, wordings, accepted);
  const base = { panel: panel(1, production), wordings: 1, baseDifference: true };
  const few = { ...base, mostCases: mostWithoutTriggers };
  return [
    { ...base, name: 'as in production (2 % false alarms accepted)' },
    { ...base, name: 'without the base difference', baseDifference: false },
    { ...base, name: 'three wordings', panel: panel(3, production), wordings: 3 },
    { ...base, name: 'three lines around each change in place of the function', reshape: cutToHunks },
    ...otherShares.map((share) => ({
      ...base,
      name: `false alarms accepted: ${share * 100} %`,
      panel: panel(1, share),
    })),
    { ...few, name: `as in production, first ${mostWithoutTriggers} cases` },
    { ...few, name: `without triggers, first ${mostWithoutTriggers} cases`, reshape: withoutTriggers },
  ].filter(({ panel: { speaking } }) => speaking.length > 0);
}

/** Which Probes speak, from which score on, when so many false alarms are accepted. */
export function panelAt(
  probes: readonly Probe[],
  tables: readonly CalibrationTable[],
  wordings: number,
  accepted: number,
): Panel {
  const speaking = probes.flatMap((probe): Voice[] => {
    const wording = wordingOf(probe, wordings);
    const scores = tables.map((table) => table.probes[probe.id]).find((one) => one?.wording === wording);
    const threshold = scores && setThreshold(scores, accepted);
    if (threshold?.speaks !== true) return [];
    return [{ probe, atLeast: threshold.atLeast, confidence: undefined, value: 1 }];
  });
  return { speaking, silent: [] };
}

const linesAround = 3;

/** The changed lines of each Chunk, three lines around them, and nothing of the function they stand in. */
export function cutToHunks(asked: readonly ChunkQuestions[]): ChunkQuestions[] {
  return asked.map(({ chunk, questions }) => {
    const bare = bareChunk(chunk);
    return {
      chunk: bare,
      questions: questions.map(({ place, voice }) => ({ voice, place: { ...place, chunk: bare } })),
    };
  });
}

function bareChunk(chunk: Chunk): Chunk {
  const changed = chunk.lines.flatMap(({ side }, index) => (side === 'both' ? [] : [index]));
  const isNear = (index: number): boolean => changed.some((one) => Math.abs(one - index) <= linesAround);
  return { ...chunk, symbol: '', header: [], lines: chunk.lines.filter((_, index) => isNear(index)) };
}

/** Each Probe of the Chunk's language once, about its first added line; what a trigger would capture is `it`. */
export function withoutTriggers(asked: readonly ChunkQuestions[], { speaking }: Panel): ChunkQuestions[] {
  return asked.map(({ chunk }) => {
    const line = chunk.lines.find(({ side }) => side === 'head')?.headLine;
    const language = languageOf(chunk.path);
    const voices = speaking.filter(({ probe }) =>
      probe.triggers.some(({ languages }) => languages.includes(language)),
    );
    if (line === undefined) return { chunk, questions: [] };
    return {
      chunk,
      questions: voices.map((voice) => {
        const { probe } = voice;
        const questions = probe.questions.map((question) => fillCaptures(question, {}));
        return { voice, place: { probe, line, questions, message: fillCaptures(probe.message, {}), chunk } };
      }),
    };
  });
}

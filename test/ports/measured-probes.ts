import type { CalibrationTable, ProbeScores } from '../../src/probe/calibration.ts';
import { canary } from '../../src/probe/canary.ts';
import { parseProbe } from '../../src/probe/parse-probe.ts';
import type { Probe } from '../../src/probe/probe.ts';
import { wordingOf } from '../../src/probe/wording.ts';
import { probeId } from '../../src/prompt/probe/prompt.ts';
import { modelCard } from './scripted-model.ts';

/** A Probe that fires on a word and asks about it. */
function probeFor(word: string, severity = 'error'): Probe {
  const parsed = parseProbe(
    `${word}-lost.yml`,
    `id: ${word}-lost
category: correctness
severity: ${severity}
title: The ${word} is lost
message: "{CALL} is lost; keep it."
triggers:
  - languages: [typescript]
    rule: { regex: '(?<CALL>${word}\\w*)', note: $CALL }
questions: ["Is the ${word} of \`{CALL}\` lost?"]
bad: [{ language: typescript, code: "${word}" }]
good: [{ language: typescript, code: "${word}" }]
`,
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.probe;
}

/** Three of them: as few as a grade needs. */
export const probes = ['save', 'load', 'sort'].map((word) => probeFor(word));

/** Speaks from 1.25 on: the highest of twenty sound scores is 1. */
function scoresOf(probe: Probe): ProbeScores {
  const sound = Array.from({ length: 20 }, () => 1);
  return { wording: wordingOf(probe, 1), sound, good: [1], bad: [3, 3, 3, 3, 3, 3] };
}

const { family, parameters, quantisation } = modelCard;
/** Of the scripted model, which answers the canary with 0. */
export const table: CalibrationTable = {
  key: { family, parameters, quantisation },
  promptVersion: probeId.version,
  canary: canary.map(() => 0),
  probes: Object.fromEntries(probes.map((probe) => [probe.id, scoresOf(probe)])),
  claims: null,
};

import type { AddedRun } from '../rule/added-lines.ts';
import { lineOfMatch } from '../rule/place-match.ts';
import type { SyntaxMatch } from '../rule/syntax-rule.ts';
import { fillCaptures } from './fill-captures.ts';
import type { Probe, Trigger } from './probe.ts';

/** One place in a changed file at which a Probe is to be asked. */
export interface ProbePlace {
  readonly probe: Probe;
  /** 1-based added line of the head file: the anchor. */
  readonly line: number;
  /** The Probe's wordings and its message, with what the trigger captured. */
  readonly questions: readonly string[];
  readonly message: string;
}

/** A Trigger and the Probe it belongs to. */
export interface ProbeTrigger {
  readonly probe: Probe;
  readonly trigger: Trigger;
}

/** The triggers that look at a language, in the order of the Probes. */
export function triggersFor(probes: readonly Probe[], language: string): ProbeTrigger[] {
  return probes.flatMap((probe) =>
    probe.triggers
      .filter((trigger) => trigger.languages.includes(language))
      .map((trigger) => ({ probe, trigger })),
  );
}

/**
 * The places that a trigger's matches give, in reading order: on added lines only, and one for each line and first
 * question, since the same question about the same line has the same answer.
 */
export function placesOf(
  { probe, trigger }: ProbeTrigger,
  matches: readonly SyntaxMatch[],
  runs: readonly AddedRun[],
  textOfLine: (line: number) => string,
): ProbePlace[] {
  const places = new Map<string, ProbePlace>();
  for (const match of matches) {
    const line = lineOfMatch(trigger, match, runs);
    if (line === undefined) continue;
    const known = { ...match.captures, LINE: { text: textOfLine(line) } };
    const questions = probe.questions.map((question) => fillCaptures(question, known));
    const key = `${line} ${questions[0] ?? ''}`;
    const message = fillCaptures(probe.message, known);
    if (!places.has(key)) places.set(key, { probe, line, questions, message });
  }
  return [...places.values()];
}

import type { Probe, ProbeExample } from '../../../probe/probe.ts';
import type { PlaceInChunk } from '../../../review/find-places.ts';
import { placeOfExample } from '../../../review/measure-probes.ts';
import type { PlaceFinder } from '../../../review/places-in-text.ts';

/** Whether a probe would be asked about one of its own examples. */
export interface ExampleTrigger {
  readonly kind: 'bad' | 'good';
  /** 1-based, as they stand in the file. */
  readonly number: number;
  readonly language: string;
  /** 1-based line of the example where it fires; undefined: nowhere, or not on the line that the example names. */
  readonly line: number | undefined;
  /** What is wrong, in words; empty when it fires. */
  readonly problem: string;
}

export interface CheckedExample extends ExampleTrigger {
  readonly place: PlaceInChunk | undefined;
}

/** Tries the triggers of a probe on each of its examples. */
export async function checkTriggers(probe: Probe, finder: PlaceFinder): Promise<CheckedExample[]> {
  const checked: CheckedExample[] = [];
  for (const kind of ['bad', 'good'] as const) {
    for (const [index, example] of probe[kind].entries()) {
      const place = await placeOfExample(probe, example, finder);
      const facts = { kind, number: index + 1, language: example.language, line: place?.line, place };
      checked.push({ ...facts, problem: place ? '' : await whySilent(probe, example, finder) });
    }
  }
  return checked;
}

async function whySilent(probe: Probe, example: ProbeExample, finder: PlaceFinder): Promise<string> {
  const { language, line } = example;
  const rules = probe.triggers
    .filter((trigger) => trigger.languages.includes(language))
    .map(({ syntax }) => syntax);
  const { skipped } = await finder.engine.match({ language, text: example.code, rules });
  const [first] = skipped;
  if (first) return `the trigger cannot be run: ${first.text}`;
  if (line === undefined) return 'the trigger does not fire';
  const { line: _, ...anywhere } = example;
  const place = await placeOfExample(probe, anywhere, finder);
  return place ? `the trigger fires on line ${place.line}, not on line ${line}` : 'the trigger does not fire';
}

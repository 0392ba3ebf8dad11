import { languageOf } from '../change/chunk-language.ts';
import type { Chunk } from '../change/chunk.ts';
import { placesOf, triggersFor, type ProbePlace } from '../probe/places.ts';
import type { Probe } from '../probe/probe.ts';
import { addedRuns } from '../rule/added-lines.ts';
import type { RuleEngine } from '../rule/rule-engine.ts';
import type { PreparedFile } from './prepare-files.ts';

/** A ProbePlace and the Chunk to show with its question. */
export interface PlaceInChunk extends ProbePlace {
  readonly chunk: Chunk;
}

/**
 * Where the Probes of a file's language want to be asked about its Chunks, in the order of the Probes. Empty for a
 * language without triggers and for a file whose text is not known.
 */
export async function findPlaces(
  { file, headText }: PreparedFile,
  chunks: readonly Chunk[],
  probes: readonly Probe[],
  engine: RuleEngine,
): Promise<PlaceInChunk[]> {
  const language = languageOf(file.path);
  const triggers = triggersFor(probes, language);
  const lines = addedRuns(file);
  if (headText === undefined || triggers.length === 0 || lines.length === 0 || chunks.length === 0) return [];
  const rules = triggers.map(({ trigger }) => trigger.syntax);
  const { matches } = await engine.match({ language, text: headText, rules, lines });
  const texts = headText.split('\n');
  const textOf = (line: number): string => texts[line - 1] ?? '';
  const places = triggers.flatMap((trigger, index) => placesOf(trigger, matches[index] ?? [], lines, textOf));
  return places.flatMap((place) => {
    const chunk = chunks.find((one) => shows(one, place.line));
    return chunk === undefined ? [] : [{ ...place, chunk }];
  });
}

function shows(chunk: Chunk, line: number): boolean {
  return chunk.lines.some((one) => one.side === 'head' && one.headLine === line);
}

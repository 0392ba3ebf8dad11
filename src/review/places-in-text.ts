import { changeOfTexts } from '../change/change-of-texts.ts';
import type { Probe } from '../probe/probe.ts';
import type { RuleEngine } from '../rule/rule-engine.ts';
import { maskText } from '../safety/mask-lines.ts';
import { cutFile } from './cut-file.ts';
import { findPlaces, type PlaceInChunk } from './find-places.ts';
import type { Syntax } from './ports.ts';

/** Code to measure Probes on, as if it were a change. */
export interface MeasuredText {
  /** Its ending tells the language. */
  readonly path: string;
  readonly text: string;
  /** The version before; undefined: all of it is new. */
  readonly before?: string;
}

export interface PlaceFinder {
  readonly engine: RuleEngine;
  readonly syntax: Syntax;
  /** As in ReviewOptions. */
  readonly promptTokens: number;
}

/** The places at which the Probes would be asked if the text were a change under review. */
export async function placesInText(
  { path, text, before }: MeasuredText,
  probes: readonly Probe[],
  { engine, syntax, promptTokens }: PlaceFinder,
): Promise<PlaceInChunk[]> {
  const headText = maskText(text);
  const file = changeOfTexts(path, before === undefined ? undefined : maskText(before), headText);
  const outline = await syntax.outline(path, headText);
  const prepared = { file, fileIndex: 0, exclusion: undefined, headText, outline, hits: [] };
  return findPlaces(prepared, cutFile(prepared, promptTokens), probes, engine);
}

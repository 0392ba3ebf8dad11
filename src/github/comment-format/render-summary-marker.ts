import type { Memory } from '../../review/forge-ports.ts';
import { frameMarker } from './frame-marker.ts';
import { mostCharactersOfValue, type SummaryPlace } from './marker.ts';
import { packJson } from './pack-json.ts';
import { shrinkMemory } from './shrink-memory.ts';

/** Of a body of 60,000: the rest is what people read. */
export const mostMemoryCharacters = 24_000;

export interface RenderedMemory {
  readonly marker: string;
  /** Chunks that did not fit: the next run reviews them again. */
  readonly forgottenChunks: number;
  /** Findings that did not fit: one that is folded may be told a second time. */
  readonly forgottenFindings: number;
}

/** What a review leaves for the next one, as the first line of its summary; what does not fit is left out and counted. */
export function renderSummaryMarker(memory: Memory, place: SummaryPlace): RenderedMemory {
  const configuration = place.configuration.slice(0, mostCharactersOfValue);
  const render = (kept: Memory): string =>
    frameMarker('summary', packJson({ pull: place.pull, configuration, memory: kept }));
  const kept = shrinkMemory(memory, (smaller) => render(smaller).length <= mostMemoryCharacters);
  return {
    marker: render(kept),
    forgottenChunks: memory.chunks.length - kept.chunks.length,
    forgottenFindings: memory.told.length - kept.told.length,
  };
}

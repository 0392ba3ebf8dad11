import type { Chunk } from '../change/chunk.ts';
import type { Panel, Voice } from '../probe/voices.ts';
import { findPlaces, type PlaceInChunk } from './find-places.ts';
import type { RuleEngine } from './ports.ts';
import type { PreparedFile } from './prepare-files.ts';

/** A place to ask about, and the Voice that wants to know. */
export interface Question {
  readonly place: PlaceInChunk;
  readonly voice: Voice;
}

/** What there is to ask about one Chunk. */
export interface ChunkQuestions {
  readonly chunk: Chunk;
  /** Most worth asking first. */
  readonly questions: readonly Question[];
}

/** Most places of one Chunk at which the same Probe is asked: code that repeats itself answers alike. */
const mostAlike = 3;

/**
 * The questions of all Chunks: first the Chunk with the most to gain, so that a run that has to stop early has asked the
 * best ones. A Chunk's questions stay together, because they share its prefix. One entry a Chunk, also without questions.
 */
export async function findQuestions(
  files: readonly PreparedFile[],
  chunks: readonly Chunk[],
  panel: Panel,
  engine: RuleEngine,
): Promise<ChunkQuestions[]> {
  const voices = new Map(panel.speaking.map((voice) => [voice.probe.id, voice]));
  const probes = panel.speaking.map(({ probe }) => probe);
  const byChunk = new Map<Chunk, Question[]>(chunks.map((chunk) => [chunk, []]));
  for (const file of probes.length === 0 ? [] : files) {
    const own = chunks.filter((chunk) => chunk.fileIndex === file.fileIndex);
    if (own.length === 0) continue;
    for (const place of await findPlaces(file, own, probes, engine)) {
      const voice = voices.get(place.probe.id);
      const known = byChunk.get(place.chunk);
      if (voice === undefined || known === undefined) continue;
      const alike = known.filter((other) => other.place.probe === place.probe).length;
      if (alike < mostAlike) known.push({ place, voice });
    }
  }
  const all = [...byChunk].map(([chunk, questions]) => ({
    chunk,
    questions: questions.sort((a, b) => b.voice.value - a.voice.value),
  }));
  return all.sort((a, b) => worth(b) - worth(a));
}

function worth({ questions }: ChunkQuestions): number {
  return questions[0]?.voice.value ?? 0;
}

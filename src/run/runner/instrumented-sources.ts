import * as z from 'zod';
import { addIstanbul } from '../../coverage/formats/add-istanbul.ts';
import { istanbulHits } from '../../coverage/formats/istanbul-hits.ts';
import { istanbulFileSchema, type IstanbulFile } from '../../coverage/formats/istanbul-file.ts';
import type { FileHits } from '../../coverage/report.ts';
import type { TextFile } from '../../review/test-ports.ts';
import { parserPluginsFor } from '../instrument/parser-plugins.ts';

const count = z.number().min(0);
const countsByFile = z.record(
  z.string(),
  z.object({
    s: z.record(z.string(), count),
    f: z.record(z.string(), count),
    b: z.record(z.string(), z.array(count)),
  }),
);

/** What one process counted, by path. Undefined: not ours. */
export type Counts = z.infer<typeof countsByFile>;

export function readCounts(json: unknown): Counts | undefined {
  const parsed = countsByFile.safeParse(json);
  return parsed.success ? parsed.data : undefined;
}

/** The tests run these texts instead of the sources: no hook into any loader is needed, and each file is known exactly. */
export interface InstrumentedSources {
  readonly overlay: readonly TextFile[];
  /** Hits by path, of the files that a process has loaded. */
  readonly hitsOf: (counts: readonly Counts[]) => ReadonlyMap<string, FileHits>;
}

/** @param counters name of the global object that the texts count in, by path from the root of the repository */
export async function instrumentSources(
  sources: readonly TextFile[],
  counters: string,
): Promise<InstrumentedSources> {
  const known = new Map<string, Instrumented>();
  for (const { path, text } of sources) {
    const instrumented = await instrument(path, text, counters);
    if (instrumented !== undefined) known.set(path, instrumented);
  }
  return {
    overlay: [...known].map(([path, { code }]) => ({ path, text: code })),
    hitsOf: (counts) => {
      const hits = [...known].map(([path, { file }]) => [path, addUp(path, file, counts)] as const);
      return new Map(hits.flatMap(([path, own]) => (own === undefined ? [] : [[path, own]])));
    },
  };
}

interface Instrumented {
  readonly code: string;
  /** What the counters are for; all 0. */
  readonly file: IstanbulFile;
}

/** Undefined: not a language that can be instrumented, or the text does not parse. */
async function instrument(path: string, text: string, counters: string): Promise<Instrumented | undefined> {
  if (parserPluginsFor(path).length === 0) return undefined;
  const { instrumentCode } = await import('../instrument/instrument-code.ts');
  const instrumented = instrumentCode(path, text, { coverageVariable: counters });
  if (instrumented?.coverage === undefined) return undefined;
  const { code, coverage } = instrumented;
  // A compiler that checks types would object to the counters.
  const isChecked = /\.[cm]?tsx?$/.test(path) && !code.startsWith('#!');
  return { code: isChecked ? `// @ts-nocheck\n${code}` : code, file: istanbulFileSchema.parse(coverage) };
}

/** Undefined: no process has loaded it. */
function addUp(path: string, file: IstanbulFile, counts: readonly Counts[]): FileHits | undefined {
  const own = counts.flatMap((each) => (Object.hasOwn(each, path) ? [{ ...file, ...each[path] }] : []));
  return own.length === 0 ? undefined : { ...istanbulHits(own.reduce(addIstanbul, zero(file))), path };
}

function zero(file: IstanbulFile): IstanbulFile {
  const none = (counts: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.keys(counts).map((id) => [id, 0]));
  const arms = Object.entries(file.b).map(([id, counts]) => [id, counts.map(() => 0)] as const);
  return { ...file, s: none(file.s), f: none(file.f), b: Object.fromEntries(arms) };
}

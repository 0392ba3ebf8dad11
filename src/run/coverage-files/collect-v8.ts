import { fileURLToPath } from 'node:url';
import type { V8Report, V8Script, V8SourceMap } from '../../coverage/formats/read-v8.ts';
import { placesInText, v8Hits } from '../../coverage/formats/v8-hits.ts';
import type { FoundHits } from './found-hits.ts';
import { mappedPlaces } from './mapped-places.ts';
import type { ReportFile } from './report-file.ts';

export interface V8Collection {
  add(read: V8Report, report: ReportFile): void;
  /** Paths of the scripts, as the reports write them. */
  paths(): string[];
  /**
   * Hits of the written code.
   *
   * @param readText the code of a script that ran as it was written, by its path as the report writes it
   */
  finish(readText: (path: string) => Promise<string | undefined>): Promise<FoundHits[]>;
}

interface Ran {
  readonly scripts: V8Script[];
  sourceMap: V8SourceMap | undefined;
  report: ReportFile;
}

/** Puts together what several processes counted for one script. */
export function collectV8(): V8Collection {
  const ran = new Map<string, Ran>();
  return {
    add: ({ scripts, sourceMaps }, report) => {
      for (const script of scripts) {
        const known = ran.get(script.url) ?? { scripts: [], sourceMap: undefined, report };
        known.scripts.push(script);
        known.sourceMap ??= sourceMaps.get(script.url);
        if (report.modifiedAt < known.report.modifiedAt) known.report = report;
        ran.set(script.url, known);
      }
    },
    paths: () => [...ran.keys()].map(pathOf),
    finish: async (readText) => {
      const found: FoundHits[] = [];
      for (const [url, { scripts, sourceMap, report }] of ran) {
        const path = pathOf(url);
        const mapped = sourceMap === undefined ? undefined : mappedPlaces(sourceMap, path);
        if (mapped !== undefined) {
          for (const [source, places] of mapped)
            found.push({ hits: v8Hits(source, scripts, places), report });
          continue;
        }
        const text = await readText(path);
        if (text === undefined) continue;
        const length = scripts.reduce((most, script) => Math.max(most, lengthOf(script)), 0);
        const hits = v8Hits(path, scripts, placesInText(text));
        const misfit = `the code that ran has ${length} characters, the file ${text.length}`;
        found.push({ hits, report, ...(length === text.length ? {} : { misfit }) });
      }
      return found;
    },
  };
}

/** The first function is the whole module. */
function lengthOf({ functions }: V8Script): number {
  return functions[0]?.ranges[0]?.endOffset ?? 0;
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    // Of another system: as it is, for its end to be compared.
    return url;
  }
}

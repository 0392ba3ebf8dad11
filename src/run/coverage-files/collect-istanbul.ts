import { addIstanbul } from '../../coverage/formats/add-istanbul.ts';
import type { IstanbulFile } from '../../coverage/formats/istanbul-file.ts';
import { istanbulHits } from '../../coverage/formats/istanbul-hits.ts';
import type { FoundHits } from './found-hits.ts';
import { remapIstanbul } from './remap-istanbul.ts';
import type { ReportFile } from './report-file.ts';

export interface IstanbulCollection {
  add(file: IstanbulFile, report: ReportFile): void;
  /** Hits of the original code, and what people should know. */
  finish(): Promise<{ found: FoundHits[]; notes: string[] }>;
}

/**
 * Adds up what several processes counted for one instrumented file, before it is told of the code that this was made
 * from: the same file once transpiled in another way is not the same.
 */
export function collectIstanbul(): IstanbulCollection {
  const raw = new Map<string, { file: IstanbulFile; report: ReportFile }>();
  return {
    add: (file, report) => {
      const key = JSON.stringify([
        file.path,
        file.hash ?? null,
        file.hash === undefined ? report.path : null,
      ]);
      const known = raw.get(key);
      if (known === undefined) raw.set(key, { file, report });
      else raw.set(key, { file: addIstanbul(known.file, file), report: older(known.report, report) });
    },
    finish: async () => {
      const found: FoundHits[] = [];
      const notes: string[] = [];
      for (const { file, report } of raw.values()) {
        const mapped = await remapIstanbul(file, report.name);
        found.push(...mapped.map((one) => ({ hits: istanbulHits(one), report })));
        if (mapped.length === 0) notes.push(`${report.name}: the source map of ${file.path} leads nowhere.`);
        if (lostElse(file)) {
          notes.push(
            `${report.name} has an if with one arm only in ${file.path}: nyc loses the else of transpiled code, its .nyc_output still holds it.`,
          );
        }
      }
      return { found, notes };
    },
  };
}

/** What nyc remapped has no hash any more, and arms that its library could not map are gone. */
function lostElse({ hash, meta, branchMap }: IstanbulFile): boolean {
  if (hash !== undefined || meta !== undefined) return false;
  return Object.values(branchMap).some(({ type, locations }) => type === 'if' && locations.length === 1);
}

function older(a: ReportFile, b: ReportFile): ReportFile {
  return a.modifiedAt <= b.modifiedAt ? a : b;
}

import type { FileCoverageData } from 'istanbul-lib-coverage';
import { mergeOtherForm } from './merge-forms.ts';
import type { RawFile } from './read-raw.ts';
import { remapFile } from './remap-file.ts';

export interface Remapped {
  /** By absolute path of the source. */
  readonly files: Readonly<Record<string, FileCoverageData>>;
  /** Sources that ran in more than one form, such as compiled by two tools. */
  readonly severalForms: readonly string[];
  /** Files that were compiled, and nothing says from where: what was counted in them is of no use. */
  readonly unmapped: readonly string[];
}

/** From what ran to what people wrote, by the maps that came with it. */
export async function remapFiles(raw: Iterable<RawFile>): Promise<Remapped> {
  const files = new Map<string, FileCoverageData>();
  const severalForms = new Set<string>();
  const unmapped = new Set<string>();
  for (const form of byHits([...raw])) {
    const remapped = await remapFile(form);
    if (remapped === undefined) unmapped.add(form.path);
    for (const file of remapped ?? []) {
      const known = files.get(file.path);
      if (known === undefined) files.set(file.path, file);
      else if (!form.all && !mergeOtherForm(known, file)) severalForms.add(file.path);
    }
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: Object.fromEntries(sorted),
    severalForms: [...severalForms].sort(),
    unmapped: [...unmapped].sort(),
  };
}

/** Most hits first: the others are added to it. What nobody loaded comes last. */
function byHits(forms: RawFile[]): RawFile[] {
  const hits = (form: RawFile) =>
    form.all ? -1 : Object.values(form.s).reduce((sum, count) => sum + Math.sign(count), 0);
  return forms.sort((a, b) => hits(b) - hits(a));
}

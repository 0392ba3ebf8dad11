import libCoverage, { type CoverageMapData } from 'istanbul-lib-coverage';
import { createSourceMapStore } from 'istanbul-lib-source-maps';
import { checkIstanbulFile } from '../../coverage/formats/read-istanbul.ts';
import type { IstanbulFile } from '../../coverage/formats/istanbul-file.ts';

/**
 * What was counted on transpiled code, told of the code it was made from. From version 5.0.5 on the library keeps the else
 * that an `if` does not have, which nyc's own reports of transpiled code lose.
 *
 * @returns the files the code was made from; the file itself where it carries no source map. Empty: its map leads nowhere
 * @throws GalleyError `broken-report` for data that the library makes no sense of
 */
export async function remapIstanbul(file: IstanbulFile, name: string): Promise<IstanbulFile[]> {
  if (file.inputSourceMap === undefined || file.inputSourceMap === null) return [file];
  const data = JSON.parse(JSON.stringify({ [file.path]: file }, withoutNulls)) as CoverageMapData;
  const mapped = await createSourceMapStore().transformCoverage(libCoverage.createCoverageMap(data));
  return mapped.files().map((path) => {
    const remapped: unknown = JSON.parse(JSON.stringify(mapped.fileCoverageFor(path)));
    const checked = checkIstanbulFile(remapped, name, path);
    return file.hash === undefined ? checked : { ...checked, hash: file.hash };
  });
}

/** The library asks whether lines of an arm without code are undefined. */
function withoutNulls(key: string, value: unknown): unknown {
  return value === null && (key === 'line' || key === 'column') ? undefined : value;
}

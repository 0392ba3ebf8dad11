import { istanbulFileSchema, type IstanbulFile } from './istanbul-file.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { scanJson } from './scan-json.ts';

/**
 * Reads istanbul's JSON: `coverage-final.json` of nyc, Jest, Vitest and c8, and the raw files of `.nyc_output`.
 *
 * The first entry is taken apart whether wanted or not, so that other JSON is not taken for a report about other files.
 *
 * @returns wanted files in the order of the report. Files that the report only fills in with zeros (`all`) are left out:
 *   no test loaded them
 * @throws GalleyError `broken-report`, naming the file and the place in it
 */
export async function* readIstanbul(bytes: ReportBytes, options: ReadOptions): AsyncGenerator<IstanbulFile> {
  const { name, wants } = options;
  let seen = 0;
  let wanted = 0;
  const choose = (path: readonly (string | number)[]): 'keep' | 'enter' | 'skip' => {
    if (path.length === 0) return 'enter';
    seen += 1;
    return seen === 1 || wants(String(path[0])) ? 'keep' : 'skip';
  };
  for await (const { path, text } of scanJson(bytes, name, choose)) {
    const key = String(path[0]);
    const file = parseIstanbulFile(text, name, key);
    if (!wants(key) || file.all === true) continue;
    wanted += 1;
    if (wanted > reportLimits.files)
      throw brokenReport(name, key, 'it speaks about more files than are read');
    yield file;
  }
}

function parseIstanbulFile(text: string, name: string, key: string): IstanbulFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw brokenReport(name, key, 'this is no valid JSON', cause);
  }
  return checkIstanbulFile(value, name, key);
}

/** @throws GalleyError `broken-report` unless it is what istanbul counts for one file */
export function checkIstanbulFile(value: unknown, name: string, key: string): IstanbulFile {
  // Old writers wrap it: `{ "data": { … } }`.
  const wrapped = typeof value === 'object' && value !== null && 'data' in value ? value.data : value;
  const { success, data, error } = istanbulFileSchema.safeParse(wrapped);
  if (!success) {
    const issue = error.issues[0];
    const place = [key, ...(issue?.path ?? [])].map(String).join(' > ');
    throw brokenReport(name, place, `this is not what istanbul counts for a file (${issue?.message ?? ''})`);
  }
  const items = [data.s, data.b, data.statementMap, data.branchMap, data.fnMap];
  if (items.some((map) => Object.keys(map).length > reportLimits.items)) {
    throw brokenReport(name, key, 'it holds more statements than are read');
  }
  return data;
}

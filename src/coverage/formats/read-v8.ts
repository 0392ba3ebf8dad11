import * as z from 'zod';
import { parsePart } from './parse-part.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { scanJson, type Choice, type JsonPath } from './scan-json.ts';

/** Offsets are UTF-16 units of the code that ran, the end exclusive. */
const range = z.object({ startOffset: z.int().min(0), endOffset: z.int().min(0), count: z.number().min(0) });

const scriptSchema = z.object({
  url: z.string(),
  functions: z
    .array(z.object({ functionName: z.string(), ranges: z.array(range).min(1) }))
    .max(reportLimits.items),
});

const sourceMapSchema = z.object({
  /** Of each line of the code that ran, without its line feed. */
  lineLengths: z.array(z.int().min(0)).max(reportLimits.items).nullish(),
  /** A source map, version 3; null where there is none. */
  data: z.unknown(),
});

export type V8Script = z.infer<typeof scriptSchema>;
export type V8SourceMap = z.infer<typeof sourceMapSchema>;

export interface V8Report {
  /** Scripts that are files, in the order of the report; one may have run several times. */
  readonly scripts: readonly V8Script[];
  /** By the script's URL. */
  readonly sourceMaps: ReadonlyMap<string, V8SourceMap>;
}

/**
 * Reads what Node writes with `NODE_V8_COVERAGE`: one file for each process. It knows offsets only: what they mean is told
 * by the code that ran ({@link v8Hits}).
 *
 * @throws GalleyError `broken-report`
 */
export async function readV8(bytes: ReportBytes, { name, wants }: ReadOptions): Promise<V8Report> {
  const scripts: V8Script[] = [];
  const sourceMaps = new Map<string, V8SourceMap>();
  let hasResult = false;
  for await (const { path, text } of scanJson(bytes, name, choose)) {
    const url = path[0] === 'result' ? urlOf(text) : String(path[1]);
    if (url === undefined || !url.startsWith('file:') || !wants(url)) continue;
    if (path[0] === 'result') scripts.push(parsePart(scriptSchema, text, name, url));
    else sourceMaps.set(url, parsePart(sourceMapSchema, text, name, url));
    if (scripts.length > reportLimits.files) {
      throw brokenReport(name, url, 'it speaks about more files than are read');
    }
  }
  if (!hasResult) throw brokenReport(name, '', 'it is no coverage of V8: it has no result');
  return { scripts, sourceMaps };

  function choose(path: JsonPath): Choice {
    if (path[0] === 'result') hasResult = true;
    if (path.length === 0) return 'enter';
    if (path[0] !== 'result' && path[0] !== 'source-map-cache') return 'skip';
    if (path.length === 1) return 'enter';
    return path[0] === 'result' || wants(String(path[1])) ? 'keep' : 'skip';
  }
}

/** Of a script's text, without taking it apart. */
function urlOf(text: string): string | undefined {
  const found = /"url"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(text)?.[1];
  return found === undefined ? undefined : String(JSON.parse(found));
}

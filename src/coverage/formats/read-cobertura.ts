import type { ArmHits, CoverageReport } from '../report.ts';
import { collectByPath, createLineHits, type LineHits } from './line-hits.ts';
import { wholeLines } from './line-place.ts';
import { readXml, type Attributes } from './read-xml.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { attributeOf } from './sieve-xml.ts';

/**
 * Reads Cobertura's XML: of istanbul, coverage.py, gcovr, coverlet and others. Lines count once, though their methods
 * repeat them. Arms are only counted, but where coverage.py says which are missing. Classes of one file are one file.
 *
 * @returns `roots`: what `<source>` says, where it is more than `.`
 * @throws GalleyError `broken-report`, naming the line
 */
export async function readCobertura(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files = collectByPath(createLineHits);
  const roots = new Set<string>();
  /** Elements that are open, without the attributes. */
  const way: string[] = [];
  let file: LineHits | undefined;
  let method: Method | undefined;
  let source = '';
  const fail = (why: string): never => {
    throw brokenReport(options.name, file === undefined ? '' : file.hits().path, why);
  };
  const takers: Readonly<Record<string, (attributes: Attributes) => void>> = {
    class: ({ filename = '' }) => {
      if (filename === '') fail('a class has no file');
      file = files.of(filename);
      if (files.size() > reportLimits.files) fail('it speaks about more files than are read');
    },
    method: ({ name = '', hits }) => {
      method = { name, hits: numberOf(hits), lines: [] };
    },
    line: (attributes) => {
      const [number, hits] = [numberOf(attributes['number']), numberOf(attributes['hits'])];
      if (number === undefined || hits === undefined) return fail('a line has no number or no hits');
      if (method !== undefined) method.lines.push([number, hits]);
      // Only the lines of a class itself.
      else if (file !== undefined && way.at(-3) === 'class') takeLine(file, number, hits, attributes, fail);
    },
  };
  await readXml(
    bytes,
    options.name,
    {
      open: (element, attributes) => {
        if (way.length === 0 && element !== 'coverage') fail('it is no report of Cobertura');
        way.push(element);
        if (Object.hasOwn(takers, element)) takers[element]?.(attributes);
      },
      text: (text) => {
        if (way.at(-1) === 'source') source += text;
      },
      close: (element) => {
        way.pop();
        if (element === 'class') file = undefined;
        if (element === 'method') {
          if (method !== undefined) addMethod(file, method);
          method = undefined;
        }
        if (element === 'source') {
          if (!/^[./\s]*$/.test(source)) roots.add(source.trim());
          source = '';
        }
      },
    },
    { elements: ['class'], wants: (tag) => options.wants(attributeOf(tag, 'filename')) },
  );
  return { format: 'cobertura', files: files.all().map((one) => one.hits()), roots: [...roots] };
}

interface Method {
  readonly name: string;
  readonly hits: number | undefined;
  readonly lines: [number, number][];
}

function addMethod(file: LineHits | undefined, { name, hits, lines }: Method): void {
  const numbers = lines.map(([number]) => number).filter((number) => number > 0);
  if (numbers.length === 0 || numbers.length > reportLimits.items) return;
  const [first, last] = [numbers.reduce((a, b) => Math.min(a, b)), numbers.reduce((a, b) => Math.max(a, b))];
  file?.function({
    name: /^\(anonymous_\d+\)$/.test(name) ? '' : name,
    declaration: wholeLines(first),
    body: wholeLines(first, last),
    hits: hits ?? lines.reduce((most, [, count]) => Math.max(most, count), 0),
  });
}

function takeLine(
  file: LineHits,
  number: number,
  hits: number,
  attributes: Attributes,
  fail: (why: string) => never,
): void {
  if (!file.line(number, hits)) fail('it says more about one file than is read');
  const counts = /\((\d+)\/(\d+)\)/.exec(attributes['condition-coverage'] ?? '');
  if (counts === null) return;
  const [covered, total] = [Number(counts[1]), Number(counts[2])];
  const missing = attributes['missing-branches']?.split(',').filter((name) => name !== '') ?? [];
  if (missing.length === 0 || missing.length !== total - covered) {
    file.count(number, covered, total);
    return;
  }
  const reached = Array.from({ length: covered }, (): ArmHits => ({ place: undefined, hits: 1 }));
  const unreached = missing.map((name): ArmHits => ({ place: undefined, hits: 0, name: armName(name) }));
  file.branch({ kind: 'line', place: wholeLines(number), arms: [...reached, ...unreached] });
}

/** coverage.py writes the line that an arm leads to, or that it leaves the function: `exit`. */
function armName(target: string): string {
  return /^\d+$/.test(target) ? `to line ${target}` : target.slice(0, 200);
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

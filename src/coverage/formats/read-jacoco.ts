import type { CoverageReport } from '../report.ts';
import { collectByPath, createLineHits, type LineHits } from './line-hits.ts';
import { wholeLines } from './line-place.ts';
import { readXml, type Attributes } from './read-xml.ts';
import { brokenReport, reportLimits, type ReadOptions, type ReportBytes } from './report-input.ts';
import { attributeOf } from './sieve-xml.ts';

/**
 * Reads JaCoCo's XML. It knows no hits, only whether instructions of a line ran: a line of which some did is reached.
 * Arms are only counted. Paths start from the package: `com/acme/Cart.java`.
 *
 * @throws GalleyError `broken-report`, naming the line
 */
export async function readJacoco(bytes: ReportBytes, options: ReadOptions): Promise<CoverageReport> {
  const files = collectByPath(createLineHits);
  let folder = '';
  let depth = 0;
  /** Whose methods or lines come. */
  let file: LineHits | undefined;
  let method: { readonly name: string; readonly line: number } | undefined;
  const fail = (why: string): never => {
    throw brokenReport(options.name, file === undefined ? '' : file.hits().path, why);
  };
  const count = (attributes: Attributes, key: string): number => {
    const value = attributes[key];
    return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : fail(`${key} is no number`);
  };
  const open = (name: string | undefined): void => {
    file =
      name === undefined || name === '' ? undefined : files.of(folder === '' ? name : `${folder}/${name}`);
    if (files.size() > reportLimits.files) fail('it speaks about more files than are read');
  };
  const takers: Readonly<Record<string, (attributes: Attributes) => void>> = {
    package: ({ name = '' }) => {
      folder = name;
    },
    class: ({ sourcefilename }) => open(sourcefilename),
    sourcefile: ({ name }) => open(name),
    method: ({ name = '', line }) => {
      method = line === undefined ? undefined : { name, line: Number(line) };
    },
    counter: (attributes) => {
      // The class and the package have counters of methods as well: of them all.
      if (method === undefined || attributes['type'] !== 'METHOD') return;
      const { name, line } = method;
      const declaration = wholeLines(line);
      const isWritten = /^[A-Za-z_$][\w$]*$/.test(name) && !name.startsWith('lambda$');
      file?.function({
        name: isWritten ? name : '',
        declaration,
        body: declaration,
        hits: Math.min(1, count(attributes, 'covered')),
      });
    },
    line: (attributes) => {
      const number = count(attributes, 'nr');
      if (file?.line(number, Math.min(1, count(attributes, 'ci'))) === false) {
        fail('it says more about one file than is read');
      }
      const [missed, covered] = [count(attributes, 'mb'), count(attributes, 'cb')];
      if (missed + covered > 0) file?.count(number, covered, missed + covered);
    },
  };
  await readXml(
    bytes,
    options.name,
    {
      open: (element, attributes) => {
        if (depth === 0 && element !== 'report') fail('it is no report of JaCoCo');
        depth += 1;
        if (Object.hasOwn(takers, element)) takers[element]?.(attributes);
      },
      close: (element) => {
        depth -= 1;
        if (element === 'method') method = undefined;
        if (element === 'class' || element === 'sourcefile') file = undefined;
      },
    },
    {
      elements: ['class', 'sourcefile'],
      wants: (tag) => {
        const name = attributeOf(tag, tag.startsWith('<class') ? 'sourcefilename' : 'name');
        return name !== '' && options.wants(folder === '' ? name : `${folder}/${name}`);
      },
    },
  );
  return { format: 'jacoco', files: files.all().map((one) => one.hits()), roots: [] };
}

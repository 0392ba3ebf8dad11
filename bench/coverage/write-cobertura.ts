import { closeSync, openSync, writeSync } from 'node:fs';
import { relative } from 'node:path';
import libCoverage, { type FileCoverageData } from 'istanbul-lib-coverage';

/** Writes the same data as Cobertura's XML, line by line as istanbul's own reporter does. Returns its bytes. */
export function writeCobertura(file: string, root: string, all: readonly FileCoverageData[]): number {
  const xml = openSync(file, 'w');
  let bytes = writeSync(
    xml,
    `<?xml version="1.0" ?>
<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage lines-valid="1" lines-covered="1" line-rate="1" branches-valid="1" branches-covered="1" branch-rate="1" timestamp="0" complexity="0" version="0.1">
  <sources>
    <source>${root}</source>
  </sources>
  <packages>
    <package name="main" line-rate="1" branch-rate="1">
      <classes>
`,
  );
  for (const data of all) bytes += writeSync(xml, classOf(relative(root, data.path), data));
  bytes += writeSync(xml, '      </classes>\n    </package>\n  </packages>\n</coverage>\n');
  closeSync(xml);
  return bytes;
}

function classOf(path: string, data: FileCoverageData): string {
  const coverage = libCoverage.createFileCoverage(data);
  const branches = coverage.getBranchCoverageByLine();
  const methods = Object.entries(data.fnMap).map(
    ([
      id,
      { name, decl },
    ]) => `            <method name="${name.replace(/[<>&"]/g, '')}" hits="${data.f[id] ?? 0}" signature="()V">
              <lines>
                <line number="${decl.start.line}" hits="${data.f[id] ?? 0}"/>
              </lines>
            </method>
`,
  );
  const lines = Object.entries(coverage.getLineCoverage()).map(([line, hits]) => {
    const arms = branches[Number(line)];
    const counts =
      arms === undefined
        ? 'branch="false"'
        : `branch="true" condition-coverage="${arms.coverage}% (${arms.covered}/${arms.total})"`;
    return `            <line number="${line}" hits="${hits}" ${counts}/>\n`;
  });
  return `        <class name="${path.slice(path.lastIndexOf('/') + 1)}" filename="${path}" line-rate="1" branch-rate="1">
          <methods>
${methods.join('')}          </methods>
          <lines>
${lines.join('')}          </lines>
        </class>
`;
}

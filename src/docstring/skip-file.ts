import { excludedByName } from '../change/exclude-by-name.ts';
import { hasGeneratedHeader, headerSize } from '../change/generated-header.ts';

/** Why no docs are written into a file, in words for people; undefined when they may be. */
export function whySkipFile(path: string, text: string): string | undefined {
  const excluded = excludedByName({ path }, {});
  if (excluded !== undefined) return excluded;
  if (isTest(path)) return 'tests';
  if (path.endsWith('.pyi')) return 'a stub: its docs stand with the code';
  if (hasGeneratedHeader(text.split('\n', headerSize))) return 'generated';
  return text.includes('\0') ? 'not a text' : undefined;
}

/** Folders that hold tests or what tests are fed with, in every language. */
const testFolders = new Set(
  `test tests __tests__ __mocks__ spec specs e2e testing testdata fixtures __fixtures__ mocks cypress`.split(
    ' ',
  ),
);

const testNames: readonly RegExp[] = [
  /\.(?:test|spec|e2e|cy|stories|bench)\.[cm]?[jt]sx?$/,
  /_test\.(?:go|py|rs)$/,
  /^(?:test_.*|conftest|tests)\.py$/,
  /^tests?\.rs$/,
  /(?:Tests?|TestCase|IT|Spec|Specs)\.(?:java|cs)$/,
  /^Test[A-Z]\w*\.(?:java|cs)$/,
];

function isTest(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return folders.some((folder) => testFolders.has(folder)) || testNames.some((pattern) => pattern.test(name));
}

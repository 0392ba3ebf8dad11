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

/** Whether a file holds tests, or what tests are fed with, as its path says. */
export function isTestPath(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return folders.some((folder) => testFolders.has(folder)) || testNames.some((pattern) => pattern.test(name));
}

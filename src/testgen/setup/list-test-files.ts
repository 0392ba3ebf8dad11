import { isInside } from './repository-view.ts';

const named = /[.\-_](?:test|spec)s?\.[cm]?[jt]sx?$/;
const inFolder = /(?:^|\/)(?:tests?|__tests__|specs?)\/(?:[^/]+\/)*[^/]+\.[cm]?[jt]sx?$/;
const pythonNamed = /(?:^|\/)(?:test_[^/]+|[^/]+_test)\.py$/;
/** What looks like tests in them is data for tests, or was made. */
const noSource = /(?:^|\/)(?:fixtures?|__fixtures__|__snapshots__|dist|build|coverage)\//;
/** Among tests, what they need. */
const needed = /(?:^|\/)(?:helpers?|support|mocks?|__mocks__|utils?|data|types)\//;
const noTest =
  /(?:^|\/)(?:setup|global-?setup|helpers?|utils?|conftest|index|[^/]+\.config|[^/]+\.d)\.[cm]?[jt]sx?$/i;

export interface TestFiles {
  /** Their names say so. */
  readonly sure: readonly string[];
  /** They lie where tests do: a look inside decides. */
  readonly perhaps: readonly string[];
}

/** Test files below a folder, by their paths. */
export function listTestFiles(paths: readonly string[], folder: string): TestFiles {
  const own = paths.filter((path) => isInside(path, folder) && !noSource.test(path));
  const sure = own.filter((path) => named.test(path));
  const perhaps = own.filter(
    (path) => inFolder.test(path) && !named.test(path) && !needed.test(path) && !noTest.test(path),
  );
  return { sure, perhaps };
}

export function listPythonTests(paths: readonly string[], folder: string): readonly string[] {
  return paths.filter((path) => isInside(path, folder) && pythonNamed.test(path));
}

/** Ending that tells a test file from its source: `.test.ts`, `_spec.js`; of one that has none its extension. */
export function suffixOf(path: string): string {
  return named.exec(path)?.[0] ?? path.slice(path.lastIndexOf('.'));
}

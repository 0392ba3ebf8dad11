import { languageOf } from '../../change/chunk-language.ts';
import type { CodeGuard, TestCodeReader } from '../../review/test-ports.ts';
import { countErrors } from '../../testgen/code/walk-code.ts';
import { denyJavascript } from '../../testgen/deny/deny-javascript.ts';
import { denyPython } from '../../testgen/deny/deny-python.ts';
import type { AllowedImports } from '../../testgen/deny/node-modules.ts';

/**
 * Reads generated code before it runs. What cannot be read is denied as a whole.
 *
 * @param packages what a test may import, beside its own files and Node: of the manifests that its folder sees
 */
export function createCodeGuard(
  reader: TestCodeReader,
  packages: (path: string) => Promise<AllowedImports['packages']>,
): CodeGuard {
  return {
    async check(path, text) {
      const parse = await reader.open(path);
      const root = parse?.(text);
      if (root === undefined || countErrors(root) > 0) return [{ line: 1, reason: 'cannot be read' }];
      if (languageOf(path) === 'python') return denyPython(root);
      return denyJavascript(root, { packages: await packages(path) });
    },
  };
}

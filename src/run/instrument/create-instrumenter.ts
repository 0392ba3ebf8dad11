import { istanbulHits } from '../../coverage/formats/istanbul-hits.ts';
import { istanbulFileSchema } from '../../coverage/formats/istanbul-file.ts';
import type { FileHits } from '../../coverage/report.ts';
import type { Instrumenter } from '../../review/coverage-ports.ts';
import { parserPluginsFor } from './parser-plugins.ts';

/** What can be reached in JavaScript and TypeScript, as istanbul counts it. Its parser loads at the first text. */
export function createFileInstrumenter(): Instrumenter {
  return {
    async instrument(path, text, lines) {
      if (parserPluginsFor(path).length === 0) return undefined;
      const { mapCode } = await import('./map-code.ts');
      const mapped = mapCode(path, text, lines);
      if (mapped === undefined) return undefined;
      const { coverage } = mapped;
      return coverage === undefined ? nothingIn(path) : istanbulHits(istanbulFileSchema.parse(coverage));
    },
  };
}

/** Of a file that istanbul is told to ignore. */
function nothingIn(path: string): FileHits {
  return { path, unit: 'statement', statements: [], functions: [], branches: [], certainty: 'high' };
}

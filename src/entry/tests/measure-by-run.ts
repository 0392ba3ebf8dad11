import type { FileHits } from '../../coverage/report.ts';
import type { CoverageSource } from '../../review/coverage-ports.ts';
import { describeFailed } from '../../review/suggest-tests/describe-failed.ts';
import { groupByRunner } from './group-by-runner.ts';
import type { Runners } from './open-runners.ts';

/**
 * Hits from a run of the whole suite in the sandbox, where nobody gave a report. A suite that does not come to an end tells
 * nothing; failing tests still show what they reach.
 *
 * @param suiteMs limit of each package's suite
 */
export function measureByRun(runners: Runners, suiteMs: number): CoverageSource {
  return {
    async read(paths, signal) {
      const files = new Map<string, FileHits>();
      const unusable = new Map<string, string>();
      const sources: string[] = [];
      const notes: string[] = [];
      for (const { opened, own } of await groupByRunner(paths, (path) => path, runners)) {
        const { runner, found } = opened;
        const { framework } = found.setup;
        sources.push(`a run of the tests (${framework})`);
        if (found.launch.testFiles.length === 0) continue;
        const outcome = await runner.run({
          overlay: [],
          testFiles: [],
          cover: own,
          timeoutMs: suiteMs,
          signal,
        });
        for (const [path, hits] of outcome.hits) files.set(path, hits);
        if (outcome.status === 'passed') continue;
        const reason = `${framework}: ${describeFailed(outcome)}`;
        if (outcome.status === 'failed') notes.push(`Some tests fail already: ${reason}.`);
        else for (const path of own) if (!files.has(path)) unusable.set(path, reason);
      }
      return { files, unusable, sources: [...new Set(sources)], formats: ['istanbul'], notes };
    },
  };
}

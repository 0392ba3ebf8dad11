import { realpath } from 'node:fs/promises';
import { GalleyError } from '../../errors.ts';
import type { CoverageSource } from '../../review/coverage-ports.ts';
import { chooseHits } from './choose-hits.ts';
import type { CoverageFilesOptions } from './coverage-files-options.ts';
import { findReports } from './find-reports.ts';
import type { ReadSource } from './found-hits.ts';
import { readSource } from './read-source.ts';
import { listReportSources } from './report-file.ts';

/**
 * Hits from coverage reports on disk, of any format, each checked against the head tree: a report of another version of a
 * file says nothing about this one.
 */
export function createCoverageSource(options: CoverageFilesOptions): CoverageSource {
  return {
    read: async (paths, signal) => {
      const names = options.files.length > 0 ? options.files : await findReports(options.root);
      if (names.length === 0) {
        throw new GalleyError('unreadable-report', {
          what: 'There is no coverage report',
          why: 'none was named, and none lies where test tools leave them',
          todo: 'galley coverage run -- <your test command>',
        });
      }
      const root = await realpath(options.root);
      const read: ReadSource[] = [];
      for (const source of await listReportSources(root, names)) {
        read.push(await readSource(source, paths, options, signal));
      }
      return chooseHits(read, paths, { ...options, root });
    },
  };
}

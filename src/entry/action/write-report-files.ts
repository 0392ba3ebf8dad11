import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderReport, type ReportContext } from '../../report/render-report.ts';
import type { Review } from '../../review/review.ts';
import { version } from '../cli/version.ts';

/** Absolute paths. */
export interface ReportFiles {
  readonly report: string;
  readonly sarif: string;
}

/** As reports are written for machines and logs. */
export const reportContext: ReportContext = {
  tool: { name: 'galley', version },
  color: false,
  width: 100,
  profile: false,
};

/** The whole Review, whatever can be posted, in a folder that only this run knows. */
export async function writeReportFiles(review: Review, folder: string): Promise<ReportFiles> {
  const files = { report: join(folder, 'review.json'), sarif: join(folder, 'review.sarif') };
  await writeFile(files.report, await renderReport('json', review, reportContext), { flag: 'wx' });
  await writeFile(files.sarif, await renderReport('sarif', review, reportContext), { flag: 'wx' });
  return files;
}

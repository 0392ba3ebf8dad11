import type { ReviewCase } from './case.ts';
import type { CaseRepository } from './case-repository.ts';
import type { CaseInput } from './run-case.ts';

/** Opens the cases one after the other, and closes each when the work on it is done. */
export async function forEachCase(
  cases: readonly ReviewCase[],
  repository: CaseRepository,
  work: (input: CaseInput) => Promise<void>,
): Promise<void> {
  for (const found of cases) {
    const { source, blobs } = await repository.open(found.id);
    try {
      await work({ found, source, blobs });
    } finally {
      await blobs.close();
    }
  }
}

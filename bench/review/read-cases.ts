import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { ReviewCase } from './case.ts';
import { reviewCaseSchema } from './case.ts';

export interface CaseFiles {
  /** By id. */
  readonly cases: readonly ReviewCase[];
  /** What is wrong with files that hold no case, one sentence each; empty when all could be read. */
  readonly problems: readonly string[];
}

export const casesDirectory = join(import.meta.dirname, 'cases');

/** Every `*.yml` of a folder as a case. */
export function readCases(directory = casesDirectory): CaseFiles {
  const cases: ReviewCase[] = [];
  const problems: string[] = [];
  const names = readdirSync(directory).filter((name) => name.endsWith('.yml'));
  for (const name of names.sort()) {
    try {
      const found = reviewCaseSchema.parse(parse(readFileSync(join(directory, name), 'utf8')));
      cases.push(found);
      if (found.id !== basename(name, '.yml')) problems.push(`${name}: its id is ${found.id}`);
    } catch (error) {
      problems.push(`${name}: ${error instanceof z.ZodError ? z.prettifyError(error) : String(error)}`);
    }
  }
  return { cases, problems };
}

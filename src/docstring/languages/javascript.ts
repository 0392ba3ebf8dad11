import type { DocTable } from './doc-table.ts';
import { typescriptTable } from './typescript.ts';

/** As TypeScript; only that types may stand in braces where a repository has them there. */
export const javascriptTable: DocTable = { ...typescriptTable, language: 'javascript' };

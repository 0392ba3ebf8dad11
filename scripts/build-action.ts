import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assembleAction } from './build/assemble-action.ts';

/** Builds dist/action alone, which is committed. `npm run build` does too. */
const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
await assembleAction(root, join(root, 'dist/action'), version);

import { join } from 'node:path';
import { generators } from './generate/generators.ts';
import { describeStale, renderAll, writeAll } from './generate/run-generators.ts';

const root = join(import.meta.dirname, '..');
const { files, failures } = await renderAll(root, generators);
const stale = process.argv.includes('--check') ? describeStale(files) : [];
if (!process.argv.includes('--check')) await writeAll(root, files);
if (stale.length > 0)
  console.error(`${stale.join('\n')}\nOut of date: run \`npm run generate\` and commit the result.`);
for (const failure of failures) console.error(`generate: ${failure}`);
if (stale.length + failures.length > 0) process.exitCode = 1;

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * The first look at Galley: reviews what `galley review` would review here, then says in a line what its exit code
 * means. Npm would print an error banner for codes 1 and 3, which are answers, so only 2 is passed on.
 */
const galley = join(import.meta.dirname, '../dist/galley.js');
const { status, error } = spawnSync(process.execPath, [galley, 'review', ...process.argv.slice(2)], {
  stdio: 'inherit',
});
if (error) throw error;

const meanings: Readonly<Record<number, string>> = {
  0: 'no finding of severity error, and everything eligible was reviewed',
  1: 'a finding of severity error or above --fail-on: see above',
  2: 'Galley, its configuration or its input is broken: see above',
  3: 'incomplete, which is never called clean: what was not reviewed, and why, is named above',
};
const code = status ?? 2;
console.error(`\n\`galley review\` ended with exit code ${code}: ${meanings[code] ?? 'not one of ours'}.`);
if (code === 3)
  console.error(
    'If no model answered: install Ollama (https://ollama.com), then: ollama pull qwen2.5-coder:7b',
  );
process.exitCode = code in meanings && code !== 2 ? 0 : code;

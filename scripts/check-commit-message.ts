import { readFileSync } from 'node:fs';

// A conventional commit (conventionalcommits.org, 1.0.0) with a subject that fits one line of a log.
const subject = readFileSync(process.argv[2] ?? '', 'utf8').split('\n')[0] ?? '';
const types = 'build|chore|ci|docs|feat|fix|perf|refactor|revert|style|test';
const isConventional = new RegExp(`^(${types})(\\([a-z0-9, -]+\\))?!?: \\S`).test(subject);
const isMadeByGit = /^(Merge |Revert "|fixup! |squash! )/.test(subject);
if (!isMadeByGit && (!isConventional || subject.length > 72)) {
  console.error(
    `Not a conventional commit of at most 72 characters: ${subject}\nExample: fix(git): keep the index`,
  );
  process.exitCode = 1;
}

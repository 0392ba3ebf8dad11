/** What is measured, for a bundle beside the files that `galley` brings: see build-subject.ts. */
export { fetchPackage } from './fetch-package.ts';
export { openCommit } from './open-commit.ts';
export { openFloor, openReplay, openServer } from './open-asked.ts';
export { runCommit } from './run-commit.ts';
export { runPackage } from './run-package.ts';

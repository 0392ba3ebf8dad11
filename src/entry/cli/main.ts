import { version } from './version.ts';
import { watchOutput } from './watch-output.ts';

/**
 * The `galley` command. Nothing is loaded before it is known to be needed: `--version` answers from this file alone.
 */
const output = watchOutput();
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${version}\n`);
  process.exitCode = await output.finish(0);
} else if (first === 'hook' && rest[0] === 'pre-commit' && !rest.includes('--help')) {
  const { runPreCommit } = await import('../hook/run-pre-commit.ts');
  process.exitCode = await output.finish(await runPreCommit(rest.slice(1)));
} else if (first === 'hook' && rest[0] === 'post-commit' && !rest.includes('--help')) {
  const { runPostCommit } = await import('../hook/run-post-commit.ts');
  process.exitCode = await output.finish(runPostCommit());
} else {
  const { runCli } = await import('./run-cli.ts');
  process.exitCode = await output.finish(await runCli(process.argv));
}

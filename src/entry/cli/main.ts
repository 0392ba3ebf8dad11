import { version } from './version.ts';

/**
 * The `galley` command. Nothing is loaded before it is known to be needed: `--version` answers from this file alone.
 */
const [first, ...rest] = process.argv.slice(2);
if (rest.length === 0 && (first === '--version' || first === '-V')) {
  process.stdout.write(`${version}\n`);
} else {
  const { runCli } = await import('./run-cli.ts');
  process.exitCode = await runCli(process.argv);
}

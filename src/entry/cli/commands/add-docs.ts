import type { Command } from 'commander';
import { commandFlags } from '../command-flags.ts';
import { withSettings, type Done } from '../command-options.ts';

/** `galley docs`, loaded when it runs. */
export function addDocs(program: Command, done: Done): void {
  withSettings(
    program
      .command('docs')
      .description('doc comments: which are missing or out of date, or write what is missing')
      .argument('[paths...]', 'files and folders; default: all below this folder')
      .option('--staged', 'only declarations with staged lines')
      .option('--base <ref>', 'only declarations with lines that are new since HEAD left this ref')
      .option('--check', 'list them; exit code 1 when there are any (the default)')
      .option('--diff', 'show what the model would have written')
      .option('--write', 'write it into the files, or into what is staged')
      .option('--undo', 'take out what the last run put in')
      .option('--warm', 'ask the model now about what the next commit would ask; at most 10 minutes'),
    commandFlags.docs,
  ).action(async (paths: string[], _, command: Command) => {
    const { runDocs } = await import('../../docs/docs-command.ts');
    done(await runDocs(paths, command));
  });
}

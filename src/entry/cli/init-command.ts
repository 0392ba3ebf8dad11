import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { repositoryFileName } from '../../config/read-config-files.ts';
import { GalleyError } from '../../errors.ts';
import { findRepository } from '../../git/find-repository.ts';
import { directories } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { findChoices, type ModelChoice } from './init/find-choices.ts';
import { renderConfig } from './init/render-config.ts';
import { listenForStop } from './listen-for-stop.ts';

/** `galley init [--yes]`: finds a model, writes `.galley.yml`, prints the next command. Never overwrites. */
export async function runInit(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const isAsking = !(command.opts<{ yes?: boolean }>().yes ?? false);
  if (isAsking && !process.stdin.isTTY) throw noTerminal();
  const stop = listenForStop();
  try {
    const git = { cwd: terminal.cwd, env: terminal.env, signal: stop.signal, onProcess: undefined };
    const { root = terminal.cwd } = await findRepository(git);
    if (terminal.progress !== 'off') terminal.err('galley: looking for model servers on this host …\n');
    const choices = await findChoices(stop.signal);
    const choice = isAsking ? await ask(choices) : choices[0];
    terminal.out(
      choices.length === 0 ? noServer : `model: ${choice?.why ?? 'the best installed one on each machine'}\n`,
    );
    const isNew = await writeNew(join(root, repositoryFileName), renderConfig(choice?.name));
    terminal.out(
      isNew ? `written: ${repositoryFileName}\n` : `${repositoryFileName} is already there: left as it is\n`,
    );
    terminal.out(nextSteps(choice));
    return 0;
  } finally {
    stop.release();
  }
}

async function ask(choices: readonly ModelChoice[]): Promise<ModelChoice | undefined> {
  if (choices.length === 0) return undefined;
  const { isCancel, select } = await import('@clack/prompts');
  const answer = await select({
    message: 'Which model shall review?',
    options: [
      ...choices.map((choice, index) => ({
        value: index,
        label: choice.name,
        hint: `${choice.server.product}; ${choice.why}`,
      })),
      { value: -1, label: 'the best installed one, on each machine' },
    ],
  });
  if (isCancel(answer))
    throw new GalleyError('interrupted', { what: 'stopped', why: 'Nothing was written.' });
  return choices[answer];
}

/** True when the file was written, false when there was one. */
async function writeNew(file: string, text: string): Promise<boolean> {
  try {
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    throw new GalleyError('cannot-write', {
      what: `can't write ${file}`,
      why: `The system says ${code ?? 'error'}.`,
      cause,
    });
  }
}

function nextSteps(choice: ModelChoice | undefined): string {
  const isDefault = choice === undefined || choice.server.product === 'ollama';
  if (isDefault) return '\nnext: galley review\n';
  const { href } = choice.server.url;
  const keep = `to keep it: echo 'server: ${href}' >> ${join(directories.config, 'config.yml')}`;
  return `\nnext: galley review --server ${href}\n${keep}\n`;
}

const noServer = `No model server answers on this host. Galley reviews by rules until one does:
install Ollama (https://ollama.com), then run: ollama pull qwen2.5-coder:7b
`;

function noTerminal(): GalleyError {
  return new GalleyError('invalid-usage', {
    what: 'galley init asks a question, and there is no terminal to ask on',
    todo: 'galley init --yes',
  });
}

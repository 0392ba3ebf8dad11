import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { LoadedSettings } from '../../config/load-settings.ts';
import { repositoryFileName } from '../../config/read-config-files.ts';
import { describeFailure, GalleyError, isGalleyError } from '../../errors.ts';
import { createGitChangeSource } from '../../git/create-git-change-source.ts';
import { findRepository } from '../../git/find-repository.ts';
import { settingsHere } from './command-settings.ts';
import { terminalOf, type Terminal } from './terminal.ts';
import { chooseModelOf } from './init/choose-model-of.ts';
import { findChoices, type Choices, type ModelChoice } from './init/find-choices.ts';
import { nextSteps } from './init/next-steps.ts';
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
    const loaded = await settingsHere(command);
    const choice = await chooseHere(loaded, terminal, isAsking, stop.signal);
    const isClean = await hasNothingElse(terminal, stop.signal);
    const schema = schemaIn(root);
    const isNew = await writeNew(
      join(root, repositoryFileName),
      renderConfig({ model: choice?.name, schema }),
    );
    terminal.out(
      isNew ? `written: ${repositoryFileName}\n` : `${repositoryFileName} is already there: left as it is\n`,
    );
    terminal.out(nextSteps(choice, loaded, isNew && isClean ? '--commit HEAD' : ''));
    return 0;
  } finally {
    stop.release();
  }
}

/** Undefined: the best installed one, on each machine. */
async function chooseHere(
  loaded: LoadedSettings,
  terminal: Terminal,
  isAsking: boolean,
  signal: AbortSignal,
): Promise<ModelChoice | undefined> {
  if (loaded.settings.backend === 'gguf') {
    terminal.out(`model: the file ${loaded.settings.modelFile}\n`);
    return undefined;
  }
  if (terminal.progress !== 'off') terminal.err('galley: looking for model servers …\n');
  const choices = await findChoices(loaded, terminal, signal);
  if (choices.failure) terminal.err(`galley: ${describeFailure(choices.failure)}\n`);
  const wanted = chooseModelOf(choices, loaded);
  const choice = wanted ?? (isAsking ? await ask(choices.models) : choices.models[0]);
  const found = choice === undefined ? 'the best installed one on each machine' : choice.why;
  terminal.out(choices.models.length === 0 && !wanted ? nothingFound(choices) : `model: ${found}\n`);
  return choice;
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
    throw new GalleyError('interrupted', { what: 'Stopped', why: 'Nothing was written.' });
  return choices[answer];
}

/** True when a review would take the last commit: what init writes would then be all that there is to review. */
async function hasNothingElse({ cwd, env }: Terminal, signal: AbortSignal): Promise<boolean> {
  try {
    return (await createGitChangeSource({ cwd, env, signal, selection: { kind: 'auto' } })).kind === 'commit';
  } catch (error) {
    // Such as a merge under way: the review itself will say so.
    if (isGalleyError(error) && error.code !== 'interrupted') return false;
    throw error;
  }
}

/** The schema of a Galley that this repository has installed: a path elsewhere would hold on one machine only. */
function schemaIn(root: string): string | undefined {
  const path = 'node_modules/galley/galley.schema.json';
  return existsSync(join(root, path)) ? `./${path}` : undefined;
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
      what: `Can't write ${file}`,
      why: `The system says ${code ?? 'error'}.`,
      cause,
    });
  }
}

function nothingFound({ servers }: Choices): string {
  const [server] = servers;
  const what =
    server === undefined
      ? 'No model server answers on this host. Install Ollama (https://ollama.com), then run:'
      : `The model server at ${server} has no model that can review. With Ollama, run:`;
  return `${what}
  ollama pull qwen2.5-coder:7b
Until then a review ends as incomplete; galley review --no-model reviews by rules only.
`;
}

function noTerminal(): GalleyError {
  return new GalleyError('invalid-usage', {
    what: 'There is no terminal on which galley init could ask its question',
    todo: 'galley init --yes',
  });
}

import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import { chooseModel, rankModels, type InstalledModel } from '../../model/installed/choose-model.ts';
import { listModels } from '../../model/installed/list-models.ts';
import { isRemoteModel } from '../../model/installed/refuse-remote-model.ts';
import { removeInvisible } from '../../safety/remove-invisible.ts';
import { settingsHere } from './command-settings.ts';
import { terminalOf } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { listenForStop } from './listen-for-stop.ts';
import { modelOptions } from './open-model.ts';

/** `galley models [--json]`: what the server has, best for review first. */
export async function runModels(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const loaded = await settingsHere(command);
  if (loaded.settings.backend === 'gguf') throw noServer();
  const stop = listenForStop();
  try {
    const options = await modelOptions(loaded, terminal, logTo(terminal));
    const fits = options.freeBytes();
    const ranked = rank(await listModels(options, options.backend, stop.signal), fits);
    const isJson = command.opts<{ json?: boolean }>().json ?? false;
    terminal.out(
      isJson ? `${JSON.stringify(ranked, null, 2)}\n` : table(ranked, loaded.settings.model, fits),
    );
    return 0;
  } finally {
    stop.release();
  }
}

/** Best for review first; those that cannot review last. */
function rank(models: readonly InstalledModel[], fitsBytes: number): InstalledModel[] {
  const usable = rankModels(models, fitsBytes);
  return [...usable, ...models.filter((model) => !usable.includes(model))];
}

function table(models: readonly InstalledModel[], configured: string | undefined, fitsBytes: number): string {
  if (models.length === 0)
    return 'No model is installed. One that fits most machines: ollama pull qwen2.5-coder:7b\n';
  const chosen = configured ?? chooseModel(models, fitsBytes)?.name;
  const width = Math.max(...models.map((model) => model.name.length));
  const lines = models.map((model) => {
    const size = model.sizeBytes === 0 ? '' : `${(model.sizeBytes / 1e9).toFixed(1)} GB`;
    const facts = [model.parameters, model.quantisation, size].filter((fact) => fact !== '').join(', ');
    const note = isRemoteModel(model)
      ? '  runs elsewhere: refused'
      : chooseModel([model])
        ? ''
        : '  not for review';
    return removeInvisible(
      `${model.name === chosen ? '*' : ' '} ${model.name.padEnd(width)}  ${facts}${note}`,
    );
  });
  return `${lines.join('\n')}\n\n* is used by galley review; another: --model NAME\n`;
}

function noServer(): GalleyError {
  return new GalleyError('invalid-usage', {
    what: 'The backend gguf has no list of models',
    why: 'It runs the one file that modelFile names.',
    todo: 'galley doctor',
  });
}

import type { DocumentPorts } from '../../review/document-text.ts';
import type { Log } from '../../log.ts';
import { printable } from '../../safety/printable.ts';
import { openLazyModel } from '../cli/open-lazy-model.ts';
import { createDescriber } from './create-describer.ts';
import type { DocsRun } from './docs-run.ts';
import { openDocCache, openDocSyntax } from './open-doc-tools.ts';
import { createRecallModel } from './recall-model.ts';

/** What a run needs to have declarations described. */
export interface Asking {
  readonly ports: DocumentPorts;
  close(): Promise<void>;
}

export interface AskingOptions {
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Told of a failure after which asking on is useless. */
  readonly onGone?: (failure: string) => void;
}

/** The configured model behind the repository's own replies. The model is opened by its first question. */
export function openAsking(
  { place, loaded, terminal }: DocsRun,
  { log, signal, onGone }: AskingOptions,
): Asking {
  const { settings } = loaded;
  const model = openLazyModel(loaded, terminal, log);
  const { describe, confirm } = createDescriber({
    model,
    modelName: settings.modelFile ?? settings.model ?? '',
    recallModel: createRecallModel(place.commonDir, settings, () => Date.now()),
    cache: openDocCache(settings, place.commonDir, log),
    promptTokens: settings.budget.promptTokens,
    replyTokens: settings.budget.replyTokens,
    signal,
    stopReason: () =>
      signal.aborted ? 'stopped before its turn' : settings.noModel ? 'no model is wanted' : '',
    ...(onGone && { onGone }),
  });
  return {
    ports: {
      syntax: openDocSyntax(log),
      describe: (code) => {
        const { path, declaration } = code;
        if (terminal.progress !== 'off')
          terminal.err(`galley: ${printable(path, 400)} ${printable(declaration.symbol, 200)}\n`);
        return describe(code);
      },
      confirm,
    },
    close: () => model.close(),
  };
}

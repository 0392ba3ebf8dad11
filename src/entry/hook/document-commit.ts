import { join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import { loadSettings, type LoadedSettings } from '../../config/load-settings.ts';
import { readConfigFiles } from '../../config/read-config-files.ts';
import { readDuration } from '../../config/read-duration.ts';
import type { LocatedWriter } from '../../git/staged/create-staged-writer.ts';
import { silentLog } from '../../log.ts';
import { documentStaged, type StagedReport } from '../../review/document-staged.ts';
import type { Model, StagedFiles } from '../../review/ports.ts';
import { directories, otherVariables } from '../cli/command-settings.ts';
import { openLazyModel } from '../cli/open-lazy-model.ts';
import { openTerminal } from '../cli/terminal.ts';
import { logTo } from '../cli/terminal-log.ts';
import { createDescriber } from '../docs/create-describer.ts';
import { documentOptions } from '../docs/document-options.ts';
import { openDocCache, openDocSyntax } from '../docs/open-doc-tools.ts';
import { endWarming } from '../docs/warm-lock.ts';
import { openStyle } from '../docs/open-style.ts';
import { createRecallModel } from '../docs/recall-model.ts';
import { createServerRest } from './server-rest.ts';

export interface CommitPorts {
  readonly writer: LocatedWriter;
  /** Paths that could be documented. */
  readonly paths: readonly string[];
  /** What `writer` reads of them. */
  readonly reading: Promise<StagedFiles>;
  readonly signal: AbortSignal;
  /** Milliseconds of this process until now. */
  readonly elapsed: () => number;
}

/** Seconds in which a server on this host has to take a call: a commit waits for no more. */
const connectSeconds = 0.15;

/** Documents what is staged, within the time that the settings give a commit. Throws GalleyError. */
export async function documentCommit({
  writer,
  paths,
  reading,
  signal,
  elapsed,
}: CommitPorts): Promise<StagedReport> {
  const terminal = openTerminal({ quiet: true, color: false });
  // One line a commit: warnings are for those who look for them.
  const log = terminal.env['GALLEY_LOG'] === 'debug' ? logTo(terminal) : silentLog;
  const syntax = openDocSyntax(log);
  // All that follows is done while git still reads, the loading of a parser too.
  const [path = ''] = paths;
  void syntax.read(path, '');
  const { root, commonDir } = await writer.place();
  const loaded = await settingsIn(root);
  const { settings } = loaded;
  const limit = readDuration(settings.docs.commitTime);
  const isLate = (): boolean => elapsed() >= limit;
  const late = AbortSignal.timeout(Math.max(1, Math.ceil(limit - elapsed())));
  const modelName = settings.modelFile ?? settings.model ?? '';
  const rest = createServerRest(commonDir, `${settings.server ?? ''} ${modelName}`, () => Date.now());
  const resting = settings.noModel ? 'no model is wanted' : await rest.why();
  const model = alone(openLazyModel(loaded, terminal, log), commonDir);
  const describer = createDescriber({
    model,
    modelName,
    recallModel: createRecallModel(commonDir, settings, () => Date.now()),
    cache: openDocCache(settings, commonDir, log),
    promptTokens: settings.budget.promptTokens,
    replyTokens: settings.budget.replyTokens,
    signal: AbortSignal.any([signal, late]),
    stopReason: () => resting || (isLate() ? `the ${settings.docs.commitTime} of a commit were over` : ''),
    onGone: () => void rest.begin(),
  });
  try {
    const report = await documentStaged(documentOptions(settings, openStyle(root, log)), {
      writer: { ...writer, read: () => reading },
      syntax,
      ...describer,
      signal,
    });
    // Who wants no model knows that none was asked.
    return settings.noModel ? { ...report, unanswered: [] } : report;
  } finally {
    await model.close();
  }
}

/** A server works on one thing at a time: whoever asks it in the background has to stop. */
function alone(model: Model, commonDir: string): Model {
  let ending: Promise<void> | undefined;
  return {
    ...model,
    complete: async (request) => {
      await (ending ??= endWarming(commonDir));
      return model.complete(request);
    },
  };
}

async function settingsIn(root: string): Promise<LoadedSettings> {
  const files = await readConfigFiles({
    operatorPath: join(directories.config, 'config.yml'),
    isOperatorFileRequired: false,
    repositoryRoot: root,
  });
  const loaded = await loadSettings({ flags: {}, environment: process.env, otherVariables, ...files });
  return { ...loaded, settings: impatient(loaded.settings) };
}

function impatient(settings: Settings): Settings {
  const { timeoutSeconds } = settings;
  return { ...settings, timeoutSeconds: { ...timeoutSeconds, connect: connectSeconds } };
}

import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import type { Probe } from '../../probe/probe.ts';
import type { LoadedSettings } from '../../config/load-settings.ts';
import { settingsHere } from './command-settings.ts';
import { listenForStop } from './listen-for-stop.ts';
import { openCache } from './open-cache.ts';
import { shippedTables } from './open-calibrations.ts';
import { openProbes } from './open-probes.ts';
import { openRuleEngine } from './open-rules.ts';
import { openSyntax } from './open-syntax.ts';
import { checkTriggers, type CheckedExample, type ExampleTrigger } from './probe/check-triggers.ts';
import { judgeWordings, type WordingVerdict } from './probe/judge-wordings.ts';
import { listProbe, renderProbeList } from './probe/render-probe-list.ts';
import { publishProbeTest, renderTriggers, renderWordings } from './probe/render-probe-test.ts';
import { readProbeFile } from './probe/read-probe-file.ts';
import { scoreWordings } from './probe/score-wordings.ts';
import { showCount } from './probe/show-count.ts';
import { terminalOf, type Terminal } from './terminal.ts';
import { logTo } from './terminal-log.ts';

interface ProbeFlags {
  readonly json?: boolean;
  readonly wordings?: string;
}

/** `galley probe list [--json]`. */
export async function listProbes(command: Command): Promise<number> {
  const { color, width, out } = terminalOf(command);
  const tables = await shippedTables();
  const probes = (await openProbes().load()).map((probe) => listProbe(probe, tables));
  const isJson = command.opts<ProbeFlags>().json ?? false;
  out(isJson ? `${JSON.stringify(probes, null, 2)}\n` : renderProbeList(probes, tables, color, width));
  return 0;
}

/** `galley probe test FILE`: 0 when it separates its examples, 1 when it does not or a trigger is silent. */
export async function testProbe(file: string, command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const probe = readProbeFile(file);
  const wordings = wordingsOf(command.opts<ProbeFlags>().wordings, probe);
  const isJson = command.opts<ProbeFlags>().json ?? false;
  const loaded = await settingsHere(command);
  const stop = listenForStop();
  const engine = openRuleEngine(logTo(terminal), stop.signal);
  const syntax = openSyntax();
  try {
    const finder = { engine, syntax, promptTokens: loaded.settings.budget.promptTokens };
    const examples = await checkTriggers(probe, finder);
    if (!isJson) terminal.out(renderTriggers(examples, terminal.color));
    const isSilent = examples.some(({ line }) => line === undefined);
    const asked =
      isSilent || loaded.settings.noModel
        ? undefined
        : await ask({ probe, examples, wordings, loaded, terminal, signal: stop.signal });
    const { color, width } = terminal;
    if (isJson)
      terminal.out(publishProbeTest(probe, examples.map(tell), asked?.verdict, asked?.model ?? null));
    else if (asked) terminal.out(renderWordings(asked.verdict, asked.model, color, width));
    return isSilent || asked?.verdict.separates === false ? 1 : 0;
  } finally {
    stop.release();
    syntax.close?.();
    await engine.close();
  }
}

function tell({ place: _, ...rest }: CheckedExample): ExampleTrigger {
  return rest;
}

interface Asking {
  readonly probe: Probe;
  readonly examples: readonly CheckedExample[];
  readonly wordings: number;
  readonly loaded: LoadedSettings;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

async function ask({ probe, examples, wordings, loaded, terminal, signal }: Asking) {
  const { openModel } = await import('./open-model.ts');
  const { settings } = loaded;
  const progress = showCount(terminal, () => performance.now());
  const log = logTo(terminal, progress.stop);
  const model = await openModel(loaded, terminal, log);
  try {
    const card = await model.describe(signal);
    const cache = settings.cache.enabled ? await openCache(settings, log) : undefined;
    const context = { model, card, cache, wordings, signal };
    const scores = await scoreWordings(probe, examples, context, progress.show);
    const verdict: WordingVerdict = judgeWordings(scores);
    return { verdict, model: card.name };
  } finally {
    progress.stop();
    await model.close();
  }
}

/** All of them, unless told otherwise. */
function wordingsOf(given: string | undefined, { questions }: Probe): number {
  if (given === undefined) return questions.length;
  const number = /^\d{1,2}$/.test(given) ? Number(given) : 0;
  if (number >= 1 && number <= questions.length) return number;
  throw new GalleyError('invalid-usage', {
    what: `--wordings ${given} is not possible`,
    why: `The probe has ${questions.length}.`,
    todo: `A number from 1 to ${questions.length}.`,
  });
}

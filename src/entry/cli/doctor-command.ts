import type { Command } from 'commander';
import type { LoadedSettings } from '../../config/load-settings.ts';
import type { Settings } from '../../config/schema.ts';
import { describeFailure, isGalleyError } from '../../errors.ts';
import type { Log } from '../../log.ts';
import { askedWordings } from '../../probe/wording.ts';
import type { StandingInput } from '../../review/find-standing.ts';
import type { Model, ModelCard } from '../../review/ports.ts';
import { settingsHere } from './command-settings.ts';
import { terminalOf, type Terminal } from './terminal.ts';
import { logTo } from './terminal-log.ts';
import { failed, ok, type Check } from './doctor/check.ts';
import { examineModel, type ModelExamination } from './doctor/check-model.ts';
import { checkRepository } from './doctor/check-repository.ts';
import { printChecks } from './doctor/print-checks.ts';
import { refuseWithoutGrade, type GradeFlags } from './grade/grade-flags.ts';
import { lazyCache } from './open-cache.ts';
import { openCalibrations } from './open-calibrations.ts';
import { openProbes } from './open-probes.ts';
import { listenForStop } from './listen-for-stop.ts';
import { version } from './version.ts';

/** `galley doctor [--json]`. Returns 0 when a review would work, 2 when something it needs is broken. */
export async function runDoctor(command: Command): Promise<number> {
  refuseWithoutGrade(command.opts<GradeFlags>());
  const terminal = terminalOf(command);
  const stop = listenForStop();
  try {
    if (terminal.progress !== 'off')
      terminal.err('galley: looking at git, configuration, sandbox, server and model …\n');
    const git = { cwd: terminal.cwd, env: terminal.env, signal: stop.signal, onProcess: undefined };
    const repository = await checkRepository(git);
    const configuration = await checkConfiguration(command);
    const model = configuration.loaded
      ? await lookAtModel(configuration.loaded, terminal, stop.signal)
      : { checks: [], card: null, speed: null };
    const checks = [
      ok('galley', `${version} on Node ${process.version}`),
      ...repository,
      configuration.check,
      ...(await lookAtSandbox(terminal)),
      ...model.checks,
    ];
    const isJson = command.opts<{ json?: boolean }>().json ?? false;
    terminal.out(isJson ? asJson(checks, model) : printChecks(checks, terminal.color, terminal.width));
    return checks.some((check) => check.state === 'failed') ? 2 : 0;
  } finally {
    stop.release();
  }
}

async function checkConfiguration(command: Command): Promise<{ check: Check; loaded?: LoadedSettings }> {
  try {
    const loaded = await settingsHere(command);
    const { operator, repository } = loaded.files;
    const files = [repository, operator].filter((file) => file.text !== undefined).map((file) => file.path);
    return { check: ok('config', files.length === 0 ? 'defaults, no file' : files.join(', ')), loaded };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    return { check: failed('config', describeFailure(error), error.todo) };
  }
}

async function lookAtSandbox(terminal: Terminal): Promise<readonly Check[]> {
  const { checkSandbox } = await import('./doctor/check-sandbox.ts');
  return checkSandbox(terminal);
}

async function lookAtModel(
  loaded: LoadedSettings,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ModelExamination> {
  const none = { card: null, speed: null };
  if (loaded.settings.noModel) return { checks: [ok('model', 'none wanted: rules only')], ...none };
  const { openModel, modelOptions } = await import('./open-model.ts');
  const log = logTo(terminal);
  const calibration = (model: Model, card: ModelCard): Promise<Check> =>
    calibrationCheck(loaded.settings, { model, card, signal }, log);
  const examination = await examineModel(() => openModel(loaded, terminal, log), signal, calibration);
  if (examination.card?.server.backend !== 'ollama') return examination;
  const { checkPlacement } = await import('./doctor/check-placement.ts');
  const placement = await checkPlacement(await modelOptions(loaded, terminal, log), signal);
  return { ...examination, checks: [...examination.checks, placement] };
}

async function calibrationCheck(
  settings: Settings,
  asking: Pick<StandingInput, 'model' | 'card' | 'signal'>,
  log: Log,
): Promise<Check> {
  const { checkCalibration } = await import('./doctor/check-calibration.ts');
  return checkCalibration({
    ...asking,
    cache: settings.cache.enabled ? lazyCache(settings, log) : undefined,
    wordings: askedWordings,
    probes: await openProbes().load(),
    calibrations: openCalibrations(settings, log),
  });
}

/** For bug reports: no secret, no prompt, no code. */
function asJson(checks: readonly Check[], { card, speed }: ModelExamination): string {
  const machine = { platform: process.platform, arch: process.arch, node: process.version };
  return `${JSON.stringify({ schemaVersion: 1, tool: { name: 'galley', version }, machine, checks, model: card, speed }, null, 2)}\n`;
}

import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import type { LoadedSettings } from '../../config/load-settings.ts';
import { gradeOf } from '../../probe/grade-of.ts';
import { panelOf } from '../../probe/voices.ts';
import { askedWordings } from '../../probe/wording.ts';
import { settingsHere } from './command-settings.ts';
import { chooseSoundTexts } from './grade/choose-sound-texts.ts';
import { limitsOf, type GradeFlags, type GradeLimits } from './grade/grade-flags.ts';
import { measureModel } from './grade/measure-model.ts';
import { renderGrade, tellTime, type GradeResult } from './grade/render-grade.ts';
import { listenForStop } from './listen-for-stop.ts';
import { openCache } from './open-cache.ts';
import { openCalibrations } from './open-calibrations.ts';
import { openProbes } from './open-probes.ts';
import { openRuleEngine } from './open-rules.ts';
import { openSyntax } from './open-syntax.ts';
import { showCount } from './probe/show-count.ts';
import { terminalOf, type Terminal } from './terminal.ts';
import { logTo } from './terminal-log.ts';

/** `galley doctor --grade`. Returns 0 when a table was kept, of whatever grade. */
export async function runGrade(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const flags = command.opts<GradeFlags>();
  const limits = limitsOf(flags);
  const loaded = await settingsHere(command);
  if (loaded.settings.noModel) throw noModelToGrade();
  const stop = listenForStop();
  try {
    const result = await grade(loaded, limits, terminal, stop.signal);
    const { color, out } = terminal;
    out(
      flags.json
        ? `${JSON.stringify({ schemaVersion: 1, ...result }, null, 2)}\n`
        : renderGrade(result, color),
    );
    return 0;
  } finally {
    stop.release();
  }
}

async function grade(
  loaded: LoadedSettings,
  { places, minutes, folders }: GradeLimits,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<GradeResult> {
  const { settings } = loaded;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const progress = showCount(terminal, () => performance.now());
  const log = logTo(terminal, progress.stop);
  const say = (text: string): void => void (terminal.progress !== 'off' && terminal.err(`galley: ${text}\n`));
  const { openModel } = await import('./open-model.ts');
  const probes = await openProbes().load();
  const calibrations = openCalibrations(settings, log);
  const [engine, syntax] = [openRuleEngine(log, signal), openSyntax()];
  const model = await openModel(loaded, terminal, log);
  try {
    const card = await model.describe(signal);
    const git = { env: terminal.env, signal };
    const maxFileBytes = settings.maxFileKilobytes * 1024;
    const { texts, sources } = await chooseSoundTexts(
      { folders, probes, exclude: settings.exclude, maxFileBytes, unchangedSince: aYearAgo() },
      git,
    );
    if (texts.length === 0) throw nothingSound(folders);
    say(`measuring ${card.name} for at most ${minutes} min on its ${probes.length} probes' examples and`);
    for (const source of sources) say(`  ${source}`);
    const { table, asked, questions } = await measureModel({
      ...{ model, card, signal, engine, syntax, probes, calibrations },
      cache: settings.cache.enabled ? await openCache(settings, log) : undefined,
      sound: texts,
      soundPlaces: places,
      promptTokens: settings.budget.promptTokens,
      wordings: askedWordings,
      replyTokens: settings.budget.replyTokens,
      timeSpent: () => seconds() / (minutes * 60),
      onProgress: (done, all) => progress.show(done, all, timeLeft(done, all, seconds(), minutes * 60)),
    });
    progress.stop();
    if (signal.aborted) throw stopped(asked, questions, settings.cache.enabled);
    const panel = panelOf(probes, table, askedWordings);
    const file = await calibrations.keep(table);
    const counts = { speaking: panel.speaking.length, known: probes.length, asked, questions };
    return {
      model: card.name,
      grade: gradeOf(panel, table),
      ...counts,
      seconds: Math.round(seconds()),
      file,
    };
  } finally {
    progress.stop();
    syntax.close?.();
    await Promise.all([model.close(), engine.close()]);
  }
}

function aYearAgo(): Date {
  return new Date(Date.now() - 365 * 24 * 3600 * 1000);
}

/** By the pace so far, but never longer than is allowed. */
function timeLeft(done: number, all: number, seconds: number, mostSeconds: number): string {
  const most = Math.max(0, mostSeconds - seconds);
  const left = done === 0 ? most : Math.min(most, (seconds / done) * (all - done));
  return `at most ${tellTime(left)} left`;
}

function noModelToGrade(): GalleyError {
  return new GalleyError('invalid-usage', {
    what: "--grade and --no-model can't be used together",
    why: 'One measures a model, the other wants none.',
    todo: 'galley doctor --grade --model NAME',
  });
}

function nothingSound(folders: readonly string[]): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `There is no code in ${folders.join(', ')} that a model can be measured on`,
    why: 'Probes look at committed TypeScript, JavaScript, Python and Go outside of tests.',
    todo: 'galley doctor --grade --from REPOSITORY',
  });
}

function stopped(asked: number, questions: number, isKept: boolean): GalleyError {
  return new GalleyError('interrupted', {
    what: `Stopped after ${asked} of ${questions} questions`,
    why: isKept ? 'The answers are kept; no table was made.' : 'The cache is off: nothing was kept.',
    todo: 'galley doctor --grade goes on where this ended',
  });
}

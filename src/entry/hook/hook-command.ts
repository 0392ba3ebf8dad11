import type { Command } from 'commander';
import { GalleyError } from '../../errors.ts';
import { findRepository } from '../../git/find-repository.ts';
import { terminalOf, type Terminal } from '../cli/terminal.ts';
import { applySteps } from './install/apply-steps.ts';
import { installMethods, type HookFacts, type InstallMethod } from './install/hook-facts.ts';
import { planInstall, planUninstall, type Step } from './install/plan-install.ts';
import { renderPlan } from './install/render-plan.ts';
import { surveyHooks } from './install/survey-hooks.ts';

interface InstallFlags {
  readonly strict?: boolean;
  readonly warm?: boolean;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `galley hook install`: shows what it will change, asks on a terminal, and does it. */
export async function installHook(command: Command): Promise<number> {
  const flags = command.opts<InstallFlags>();
  const terminal = terminalOf(command);
  const { root, facts } = await survey(terminal);
  const { strict = false, warm = false } = flags;
  const plan = planInstall(facts, methodOf(command), { strict, warm });
  if (plan.steps.length === 0) terminal.out(`the hook is installed already (${plan.method})\n`);
  return carryOut(plan.steps, plan.notes, { root, terminal, flags, done: `installed: ${plan.method}\n` });
}

/** `galley hook uninstall`: takes away what Galley wrote, wherever it is. */
export async function uninstallHook(command: Command): Promise<number> {
  const flags = command.opts<InstallFlags>();
  const terminal = terminalOf(command);
  const { root, facts } = await survey(terminal);
  const steps = planUninstall(facts);
  if (steps.length === 0) terminal.out('no hook of Galley is installed here\n');
  return carryOut(steps, [], { root, terminal, flags, done: 'uninstalled\n' });
}

interface Doing {
  readonly root: string;
  readonly terminal: Terminal;
  readonly flags: InstallFlags;
  readonly done: string;
}

async function carryOut(
  steps: readonly Step[],
  notes: readonly string[],
  { root, terminal, flags, done }: Doing,
): Promise<number> {
  terminal.out(renderPlan(steps, notes, terminal));
  if (steps.length === 0 || flags.dryRun) return 0;
  if (!flags.yes && process.stdin.isTTY && !(await confirm())) return 0;
  await applySteps(steps, root, { env: terminal.env });
  terminal.out(done);
  return 0;
}

async function confirm(): Promise<boolean> {
  const { confirm: ask, isCancel } = await import('@clack/prompts');
  const answer = await ask({ message: 'Change this?' });
  return !isCancel(answer) && answer;
}

function methodOf(command: Command): InstallMethod {
  const flags = command.opts<Record<string, unknown>>();
  const named = installMethods.filter((method) => flags[flagName(method)] === true);
  if (named.length > 1)
    throw new GalleyError('invalid-usage', {
      what: `--${named.join(' and --')} can't be used together`,
      why: 'One hook is enough.',
      todo: `galley hook install --${named[0]}`,
    });
  return named[0] ?? 'husky';
}

/** As commander names it: `--hooks-path` becomes `hooksPath`. */
function flagName(method: string): string {
  return method.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

async function survey(terminal: Terminal): Promise<{ root: string; facts: HookFacts }> {
  const git = { cwd: terminal.cwd, env: terminal.env };
  const { root } = await findRepository(git);
  if (root === undefined)
    throw new GalleyError('not-a-repository', {
      what: 'A bare repository has no commits made in it',
      todo: 'Run this in a working tree.',
    });
  return { root, facts: await surveyHooks(root, { env: terminal.env }) };
}

import type { Command } from 'commander';
import { describeFailure, isGalleyError } from '../../../errors.ts';
import { createAppForge } from '../../../github/app/create-app-forge.ts';
import { failed, ok, type Check } from '../../cli/doctor/check.ts';
import { printChecks } from '../../cli/doctor/print-checks.ts';
import { terminalOf } from '../../cli/terminal.ts';
import { version } from '../../cli/version.ts';
import { answerInTime } from '../health/answer-in-time.ts';
import { lookAtPlace } from '../health/look-at-place.ts';
import { lookAtModel } from '../health/look-at-model.ts';
import { describePrepared } from '../commands/describe-prepared.ts';
import { problemsOf } from '../settings/read-all.ts';
import { operatorTokenFile } from '../settings/read-operator-token.ts';
import { readConfiguration, type AppConfiguration } from './app-configuration.ts';
import { preparedOf } from './prepared-of.ts';
import { storePlace } from './store-place.ts';

/** Each look may take so long. */
const mostMs = 20_000;
/** A model that is not in memory is loaded first, which takes modest hardware a minute or two. */
const mostModelMs = 3 * 60_000;

/** `galley serve --check`. Returns 0 when `galley serve` would work, 2 when something it needs is broken. */
export async function checkApp(command: Command): Promise<number> {
  const terminal = terminalOf(command);
  const checks: Check[] = [ok('galley', `${version} on Node ${process.version}`)];
  const configuration = await look(checks, 'config', async () => {
    const read = await readConfiguration(command);
    return [describe(read), read] as const;
  });
  if (terminal.progress !== 'off') terminal.err('galley: looking at database, GitHub and model …\n');
  if (configuration !== undefined) await lookAround(checks, configuration);
  terminal.out(printChecks(checks, terminal.color, terminal.width));
  return checks.some(({ state }) => state === 'failed') ? 2 : 0;
}

async function lookAround(checks: Check[], configuration: AppConfiguration): Promise<void> {
  const { app, loaded, terminal, log, role } = configuration;
  if (role !== 'worker' || configuration.isPortNamed) checks.push(await lookAtPlace(app.listen));
  await look(checks, 'database', async () => [await lookAtStore(configuration), undefined] as const);
  await look(checks, 'github', async () => {
    const forge = createAppForge({
      ...{ baseUrl: app.forge.api, appId: app.appId, privateKey: app.privateKey, log },
      userAgent: `galley/${version}`,
    });
    const signal = AbortSignal.timeout(mostMs);
    const [login, installations] = await Promise.all([forge.login(signal), forge.installations(signal)]);
    const text = `${login} at ${app.forge.api}, installed ${installations.length} times`;
    return [text, undefined] as const;
  });
  if (role === 'web') return;
  const prepared = preparedOf(configuration);
  if (prepared !== undefined)
    await look(checks, 'tests', async () => [await describePrepared(prepared), undefined] as const);
  if (loaded.settings.noModel) return;
  await look(checks, 'model', async () => {
    const text = await answerInTime(mostModelMs, (signal) => lookAtModel(loaded, terminal, log, signal));
    return [text, undefined] as const;
  });
}

/** The embedded database belongs to one process: where a server runs it is in use, and that is as it should be. */
async function lookAtStore(configuration: AppConfiguration): Promise<string> {
  const { app, folders, log } = configuration;
  const { createStore } = await import('../../../store/create-store.ts');
  const where = app.databaseUrl === undefined ? `embedded, in ${folders.store}` : 'on a server';
  try {
    const store = await createStore({ ...storePlace(configuration), log });
    try {
      const { waiting, dead } = await store.records.overview();
      return `${where}; ${waiting} jobs wait, ${dead} are dead`;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!isGalleyError(error) || error.code !== 'store-in-use') throw error;
    return `a server runs here: ${error.why}; its /readyz tells more`;
  }
}

function describe({ app, folders, role, loaded }: AppConfiguration): string {
  const { host, port, webhookPath } = app.listen;
  const shown = loaded.settings.app.operatorToken === undefined ? operatorTokenFile(folders.data) : 'as set';
  return `role ${role}, webhooks at http://${host}:${port}${webhookPath}, data in ${folders.data}, token of the dashboard: ${shown}`;
}

/** Undefined: it failed, and the check says why. */
async function look<T>(
  checks: Check[],
  name: string,
  work: () => Promise<readonly [string, T]>,
): Promise<T | undefined> {
  try {
    const [text, value] = await work();
    checks.push(ok(name, text));
    return value;
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    for (const problem of problemsOf(error))
      checks.push(failed(name, describeFailure(problem), problem.todo));
    return undefined;
  }
}

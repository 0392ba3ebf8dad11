import { describeFailure, isGalleyError } from '../../../errors.ts';
import { failed, ok, warning, type Check } from '../../cli/doctor/check.ts';
import { tryToListen } from '../http/listen-at.ts';
import type { ListenSettings } from '../settings/read-app-settings.ts';

const mostMs = 3_000;

/** Whether `galley serve` could listen where it should; a server that listens there already may be the one that runs. */
export async function lookAtPlace(listen: ListenSettings): Promise<Check> {
  const { host, port } = listen;
  try {
    await tryToListen(listen);
    return ok('port', port === 0 ? `any that is free at ${host}` : `${port} at ${host} is free`);
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    if (await isGalley(listen)) {
      const fix = 'nothing, where that is the server you are about to restart; else another PORT';
      return warning('port', `A Galley listens at ${host}:${port} already.`, fix);
    }
    return failed('port', describeFailure(error), error.todo);
  }
}

/** Whether what listens there answers as this server does when somebody asks how it is. */
async function isGalley({ host, port }: ListenSettings): Promise<boolean> {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const name = here.includes(':') ? `[${here}]` : here;
  try {
    const answer = await fetch(`http://${name}:${port}/healthz`, {
      redirect: 'error',
      signal: AbortSignal.timeout(mostMs),
    });
    const text = (await answer.text()).slice(0, 100);
    return answer.ok && text === '{"status":"ok"}';
  } catch {
    return false;
  }
}

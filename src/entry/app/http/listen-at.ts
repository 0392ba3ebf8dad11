import { createServer, type Server } from 'node:http';
import { GalleyError } from '../../../errors.ts';
import type { ListenSettings } from '../settings/read-app-settings.ts';

/** Opens the door. Throws GalleyError `invalid-config` where the address is taken or not ours. */
export async function listenAt(server: Server, { host, port }: ListenSettings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(host, port, error)));
    server.listen(port, host, resolve);
  });
}

/** Whether one could listen there; nobody is answered. Throws as `listenAt` does. */
export async function tryToListen(listen: ListenSettings): Promise<void> {
  const server = createServer((request) => request.socket.destroy());
  await listenAt(server, listen);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function cannotListen(host: string, port: number, error: NodeJS.ErrnoException): GalleyError {
  return new GalleyError('invalid-config', {
    what: `Can't listen at ${host}:${port}`,
    why: error.code === 'EADDRINUSE' ? 'Another process listens there.' : `${error.message}.`,
    todo: 'export PORT=… and HOST=… to another place',
    cause: error,
  });
}

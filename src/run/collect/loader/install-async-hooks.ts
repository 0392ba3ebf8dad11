import Module, { syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import type { LoaderSettings, NycConfig } from './loader-settings.ts';
import type { Edge } from './module-graph.ts';

/** What the thread of the hooks is given. */
export interface HooksData {
  readonly settings: LoaderSettings;
  readonly config: NycConfig;
  readonly port: MessagePort;
}

type Register = (...args: unknown[]) => unknown;

/**
 * Hooks in a thread of their own, for a Node without the other kind. After each loader that others register they are
 * registered once more, so that they see what it made of a module. Returns the edges so far.
 */
export function installAsyncHooks(settings: LoaderSettings, config: NycConfig): () => readonly Edge[] {
  const target = Module as unknown as { register: Register };
  const register = target.register.bind(Module);
  const ports: MessagePort[] = [];
  const add = (): void => {
    const { port1, port2 } = new MessageChannel();
    port1.unref();
    const data: HooksData = { settings, config, port: port2 };
    register(newModule(settings.hooks, ports.push(port1)), { data, transferList: [port2] });
  };
  target.register = (...args) => {
    const result = register(...args);
    add();
    return result;
  };
  syncBuiltinESMExports();
  add();
  const edges: Edge[] = [];
  return () => {
    for (const port of ports) edges.push(...drain(port));
    return edges;
  };
}

/** Each time another one. By its text: loaders that are there already may take the query off an address. */
function newModule(hooks: string, number: number): string {
  const file = JSON.stringify(pathToFileURL(hooks).href);
  const code = `import{createHooks}from${file};export const{initialize,resolve,load}=createHooks();//${number}`;
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

function drain(port: MessagePort): Edge[] {
  const edges: Edge[] = [];
  for (let got = receiveMessageOnPort(port); got; got = receiveMessageOnPort(port))
    edges.push(got.message as Edge);
  return edges;
}

import { GalleyError } from '../../errors.ts';

/** What a server's list or show answer says of one model. */
export interface ModelEntry {
  readonly name: string;
  /** Ollama's `remote_host`: set when the local server passes prompts on to somebody else's. */
  readonly remoteHost?: string | undefined;
  /** Ollama's `remote_model`: its name over there. */
  readonly remoteModel?: string | undefined;
}

/** True for an entry whose prompts would leave the host through the local port. */
export function isRemoteModel(entry: ModelEntry): boolean {
  // The ending decides even when the server names no remote host: older servers leave the field out.
  return /[:-]cloud$/iu.test(entry.name.trim()) || Boolean(entry.remoteHost) || Boolean(entry.remoteModel);
}

/** Throws GalleyError `model-not-local`; call it before the first prompt, with every source that names the model. */
export function refuseRemoteModel(entry: ModelEntry): void {
  if (!isRemoteModel(entry)) return;
  throw new GalleyError('model-not-local', {
    what: `${entry.name} does not run on your hardware.`,
    why: entry.remoteHost
      ? `The server would pass every prompt on to ${entry.remoteHost}. Nothing was sent.`
      : 'Its name marks a cloud model: the local server would pass every prompt on. Nothing was sent.',
    todo: 'Name a model that is installed here, such as --model qwen2.5-coder:7b; OLLAMA_NO_CLOUD=1 turns cloud models off in Ollama.',
  });
}

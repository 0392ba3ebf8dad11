import type { WindowCard } from '../../review/ports.ts';
import { assumedWindow, findWindow, type ServerFacts } from './inspect-server.ts';

/** The window of a server that can't be told one: its own, or less if the operator wants less. Tokens. */
export function fitWindow(
  facts: ServerFacts,
  model: string,
  wanted: number | undefined,
  needed: number,
): WindowCard {
  const { open, trained, source } = findWindow(facts, model);
  if (open !== undefined) {
    const used = Math.min(open, wanted ?? open);
    return { trained, used, reason: `${used} tokens: the server has ${open} open (${source})` };
  }
  const used = wanted ?? Math.min(trained ?? Infinity, Math.max(assumedWindow, needed));
  const why = wanted === undefined ? 'assumed' : 'asked for';
  return { trained, used, reason: `${used} tokens: ${why}, because the server does not tell its window` };
}

/**
 * Ollama's `/v1` can't set a window: what `/api/ps` shows counts, and before the model is loaded the server's
 * default, 2048 up to 0.6.6 and at least 4096 later.
 */
export function ollamaWindow(
  loaded: number | undefined,
  version: string,
  wanted: number | undefined,
): WindowCard {
  const open = loaded ?? (isOld(version) ? 2048 : assumedWindow);
  const used = Math.min(open, wanted ?? open);
  const source = loaded === undefined ? "Ollama's default" : 'open in Ollama now';
  return { trained: undefined, used, reason: `${used} tokens: ${open} is ${source}, and /v1 can't set it` };
}

function isOld(version: string): boolean {
  const [, major = 0, minor = 0, patch = 0] = /^(\d+)\.(\d+)\.(\d+)/u.exec(version)?.map(Number) ?? [];
  // 0.0.0 is what a build of one's own says: never that old.
  return major === 0 && (minor > 0 || patch > 0) && (minor < 6 || (minor === 6 && patch < 7));
}

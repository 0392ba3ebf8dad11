import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Settings } from '../../config/schema.ts';
import type { Model } from '../../review/ports.ts';

/** So long the best model of a server is taken to be the one that it was, in milliseconds: a day. */
const freshMs = 24 * 60 * 60 * 1000;

/** What a model is called, which says how its doubts are read. Throws GalleyError when nobody can tell. */
export type RecallModel = (model: Model, signal: AbortSignal) => Promise<string>;

/**
 * The name in the settings; without one that of the best installed model, which a server is asked for once a day: what was
 * said before can be used when no server is there.
 *
 * @param folder git's folder that all working trees share
 */
export function createRecallModel(
  folder: string,
  { model: named, modelFile }: Pick<Settings, 'model' | 'modelFile'>,
  now: () => number,
): RecallModel {
  const file = join(folder, 'galley', 'model-name');
  const known = modelFile ?? named;
  let recalled: Promise<string> | undefined;
  return (model, signal) =>
    (recalled ??= known === undefined ? recall(file, model, signal, now) : Promise.resolve(known));
}

async function recall(file: string, model: Model, signal: AbortSignal, now: () => number): Promise<string> {
  const kept = await readKept(file);
  if (kept !== undefined && Math.abs(now() - kept.since) < freshMs) return kept.name;
  try {
    const { name } = await model.describe(signal);
    await keep(file, name);
    return name;
  } catch (error) {
    if (kept !== undefined) return kept.name;
    throw error;
  }
}

async function readKept(file: string): Promise<{ name: string; since: number } | undefined> {
  try {
    const [name, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)]);
    return name === '' ? undefined : { name, since: mtimeMs };
  } catch {
    return undefined;
  }
}

async function keep(file: string, name: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, name);
  } catch {
    // The server is asked once more next time.
  }
}

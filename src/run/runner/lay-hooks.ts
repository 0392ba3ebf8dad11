import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HookSettings } from './runner-kind.ts';

/** Our side of a runner, laid into the package for one run: so that it finds the package's own libraries. */
export interface LaidHooks {
  /** Absolute. */
  readonly folder: string;
  remove(): Promise<void>;
}

/**
 * @param source where the hooks are shipped
 * @param folder of the package in a scratch tree, absolute
 */
export async function layHooks(source: string, folder: string, settings: HookSettings): Promise<LaidHooks> {
  const laid = await mkdtemp(join(folder, '.galley-'));
  await cp(source, laid, { recursive: true });
  await writeFile(join(laid, 'settings.json'), JSON.stringify(settings));
  return { folder: laid, remove: () => rm(laid, { recursive: true, force: true }) };
}

import { existsSync } from 'node:fs';
import type { StoreOptions } from '../../../store/create-store.ts';
import { packageFile } from '../../cli/package-files.ts';
import type { AppConfiguration } from './app-configuration.ts';

/** Where the store of this process is. */
export function storePlace({
  app: { databaseUrl },
  folders,
}: Pick<AppConfiguration, 'app' | 'folders'>): StoreOptions {
  if (databaseUrl !== undefined) return { databaseUrl };
  const template = packageFile('database.br');
  // Code that was not built has none.
  return { folder: folders.store, template: existsSync(template) ? template : undefined };
}

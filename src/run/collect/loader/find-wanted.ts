import { createRequire } from 'node:module';
import { listOf, type NycConfig } from './loader-settings.ts';

type TestExclude = new (options: object) => { shouldInstrument(file: string): boolean };

/** Which files nyc would instrument: asked of the same library, with the same configuration. */
export function findWanted(nyc: string, config: NycConfig, cwd: string): (file: string) => boolean {
  const load = createRequire(nyc);
  const Exclude = load('test-exclude') as TestExclude;
  const extension = [...listOf(config.extension), '.js'].map((text) => text.toLowerCase());
  const exclude = new Exclude({
    cwd,
    include: config.include,
    exclude: config.exclude,
    excludeNodeModules: config.excludeNodeModules !== false,
    extension: [...new Set(extension)],
  });
  return (file) => exclude.shouldInstrument(file);
}

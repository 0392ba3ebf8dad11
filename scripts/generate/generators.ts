import { join } from 'node:path';
import { configSchema } from '../../src/config/json-schema.ts';
import { renderOpenApi } from '../../src/entry/app/api/openapi.ts';
import { renderReviewJsonSchema } from '../../src/report/json-schema.ts';
import { readShippedTables } from '../build/write-calibrations.ts';
import { readMeasuredRules } from '../build/write-measured-rules.ts';
import { readCatalogue } from '../build/write-probes.ts';
import { readBuiltInRules } from '../build/write-rules.ts';
import { renderActionManifest } from './action-manifest.ts';
import { renderMeasuredFigures } from './measured-figures.ts';
import { renderSettingsReference } from './settings-reference.ts';
import { replaceBetweenMarkers } from './replace-between-markers.ts';

/** One file, or a part of one, that is made from code and kept in the repository. */
export interface Generator {
  /** Relative to the top of the repository. */
  readonly file: string;
  /** The whole new text of the file. `current` is its text now, empty when there is no such file. */
  readonly render: (current: string) => string | Promise<string>;
}

/** Figures come from this repository, wherever the file is written to. */
const root = join(import.meta.dirname, '../..');

/** `npm run generate` writes these; with `--check` it only compares. */
export const generators: readonly Generator[] = [
  {
    file: 'galley.schema.json',
    render: () => `${JSON.stringify(configSchema('repository'), null, 2)}\n`,
  },
  { file: 'review.schema.json', render: renderReviewJsonSchema },
  { file: 'galley.openapi.json', render: renderOpenApi },
  { file: 'action.yml', render: renderActionManifest },
  {
    file: 'README.md',
    render: (current) => replaceBetweenMarkers('README.md', current, 'settings', renderSettingsReference()),
  },
  {
    file: 'docs/MEASURED.md',
    render: () =>
      renderMeasuredFigures({
        probes: readCatalogue(root),
        tables: readShippedTables(root).map(({ table }) => table),
        rules: readBuiltInRules(root),
        judged: readMeasuredRules(root),
      }),
  },
];

import { configSchema } from '../../src/config/json-schema.ts';
import { renderReviewJsonSchema } from '../../src/report/json-schema.ts';
import { renderSettingsReference } from './settings-reference.ts';
import { replaceBetweenMarkers } from './replace-between-markers.ts';

/** One file, or a part of one, that is made from code and kept in the repository. */
export interface Generator {
  /** Relative to the top of the repository. */
  readonly file: string;
  /** The whole new text of the file. `current` is its text now, empty when there is no such file. */
  readonly render: (current: string) => string | Promise<string>;
}

/** `npm run generate` writes these; with `--check` it only compares. */
export const generators: readonly Generator[] = [
  {
    file: 'galley.schema.json',
    render: () => `${JSON.stringify(configSchema('repository'), null, 2)}\n`,
  },
  { file: 'review.schema.json', render: renderReviewJsonSchema },
  {
    file: 'README.md',
    render: (current) => replaceBetweenMarkers('README.md', current, 'settings', renderSettingsReference()),
  },
];

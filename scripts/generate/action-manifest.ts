import { stringify } from 'yaml';
import { settingInputs } from '../../src/config/inputs.ts';
import { outputs, ownInputs } from '../../src/entry/action/action-interface.ts';

/** `action.yml`: inputs from the settings table, outputs from the table of the entry. */
export function renderActionManifest(): string {
  const own = Object.entries(ownInputs).map(([name, input]) => [name, { ...input, required: false }]);
  const settings = settingInputs.map(({ name, description }) => [
    name,
    { description, default: '', required: false },
  ]);
  const manifest = {
    name: 'Galley code review',
    description: 'Reviews pull requests with a model on your own hardware: code never leaves the machine.',
    author: 'Galley',
    branding: { icon: 'check-square', color: 'purple' },
    inputs: Object.fromEntries([...own, ...settings]) as unknown,
    outputs: Object.fromEntries(
      Object.entries(outputs).map(([name, description]) => [name, { description }]),
    ),
    runs: { using: 'node24', main: 'dist/action/index.js' },
  };
  return `${head}\n${stringify(manifest, { lineWidth: 110 })}`;
}

const head = `# Written by \`npm run generate\`. An empty input leaves the setting to GALLEY_ variables of the step, to the operator's file,
# to .galley.yml of the base commit, and to Galley's default.`;

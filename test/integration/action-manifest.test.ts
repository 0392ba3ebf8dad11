import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { settingInputs } from '../../src/config/inputs.ts';
import { ownInputs } from '../../src/entry/action/action-interface.ts';
import { readAction } from '../doubles/action-runner/read-action.ts';

const root = join(import.meta.dirname, '../..');

const action = await readAction(root);

describe('action.yml', () => {
  it('S10: is what the schema of GitHub wants, for a Node that runners have', () => {
    expect(action.using).toBe('node24');
    expect(action.main).toBe('dist/action/index.js');
    expect(action.template.branding).toEqual({ icon: 'check-square', color: 'purple' });
  });

  it('has the inputs of the entry and of the settings table, none required', () => {
    const names = [...Object.keys(ownInputs), ...settingInputs.map(({ name }) => name)];
    expect([...action.defaults.keys()]).toEqual(names);
    expect(action.template.inputs?.filter(({ required }) => required)).toEqual([]);
    expect(action.template.inputs?.filter(({ description }) => !description)).toEqual([]);
  });

  it('has a default only where that is not a setting', () => {
    for (const { name } of settingInputs) expect(action.defaults.get(name)).toBe('');
    expect(action.defaults.get('github-token')).toBe('${{ github.token }}');
  });

  it('has the outputs that are promised', () => {
    expect(action.outputs).toEqual([
      'verdict',
      'findings-count',
      'errors-count',
      'tests-suggested',
      'coverage-patch',
      'report-file',
      'sarif-file',
      'comment-url',
      'model',
      'tokens-in',
      'tokens-out',
      'duration-ms',
    ]);
  });

  it('expands nothing but the token: no text of a pull request becomes code', () => {
    const text = readFileSync(join(root, 'action.yml'), 'utf8');
    expect(text.match(/\$\{\{.*?\}\}/g)).toEqual(['${{ github.token }}']);
  });
});

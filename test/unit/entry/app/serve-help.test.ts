import { Command } from 'commander';
import { expect, it } from 'vitest';
import { variableOf } from '../../../../src/config/environment.ts';
import { settingKeys, settingRows } from '../../../../src/config/schema.ts';
import type { Setting } from '../../../../src/config/setting.ts';
import { addApp } from '../../../../src/entry/cli/commands/add-app.ts';

it('galley serve --help names every variable that means something to the server alone', () => {
  const program = new Command();
  addApp(program, () => {});
  const serve = program.commands.find((command) => command.name() === 'serve')!;
  let help = '';
  serve.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const rows: Readonly<Record<string, Setting>> = settingRows;
  const own = settingKeys.filter((key) => rows[key]?.usedBy === 'app').map(variableOf);
  expect(own.length).toBeGreaterThan(5);
  for (const name of [...own, 'APP_ID', 'PRIVATE_KEY', 'WEBHOOK_SECRET', 'DATABASE_URL', 'GHE_HOST'])
    expect(help).toMatch(new RegExp(`^ {2}(?:.* )?${name}[ ,]`, 'm'));
  expect(help).toContain('docs/SERVER.md');
  for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

import { variableOf } from '../../src/config/environment.ts';
import { settingKeys, settingRows } from '../../src/config/schema.ts';
import type { SettingKey } from '../../src/config/schema.ts';

/** The reference of all settings, as a Markdown table with what one needs to know to read it. */
export function renderSettingsReference(): string {
  const rows = settingKeys.map(renderRow);
  return `${intro}\n\n${[header, divider, ...rows].join('\n')}\n\n${outro}`;
}

const intro = `A flag comes before its environment variable, that before the operator file (\`config.yml\` in Galley's
configuration folder, or the file of \`--config\`), that before \`.galley.yml\` at the top of the repository. A dot in a
key is one level of nesting in YAML. Keys marked "repository" may stand in \`.galley.yml\`; all others belong to the
operator. \`galley config print --why\` shows each value and where it came from.`;

const header = '| Key | What it does | Default | Set by | Flag | Environment |';
const divider = '| --- | --- | --- | --- | --- | --- |';

const outro = `Lists in a variable are separated by commas. Without \`server\`, \`OLLAMA_HOST\` is honoured as Ollama's own client
does; a bind address such as 0.0.0.0 means 127.0.0.1.`;

function renderRow(key: SettingKey): string {
  const row = settingRows[key];
  const flag = row.flag === undefined ? '' : code(row.flag.flags);
  const fallback = row.default === undefined ? '' : code(showDefault(row.default));
  const cells = [code(key), row.description, fallback, row.setBy, flag, code(variableOf(key))];
  return `| ${cells.join(' | ')} |`;
}

function showDefault(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function code(text: string): string {
  return `\`${text}\``;
}

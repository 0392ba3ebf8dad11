import { inertName, inertText } from '../safety/inert-text.ts';

export type CommandName = 'error' | 'warning' | 'notice';

export interface CommandProperties {
  readonly file?: string;
  /** Head lines, 1-based inclusive. */
  readonly line?: number;
  readonly endLine?: number;
  readonly title: string;
}

/** GitHub shows this many annotations of a kind a step. */
export const mostAnnotations = 10;

/** A workflow command on one line, as the runner unescapes it: actions/toolkit, docs/commands.md. */
export function renderCommand(command: CommandName, properties: CommandProperties, message: string): string {
  const pairs = Object.entries(properties).map(
    ([name, value]) => `${name}=${escapeProperty(inertName(String(value)))}`,
  );
  return `::${command} ${pairs.join(',')}::${escapeData(inertText(message))}`;
}

function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

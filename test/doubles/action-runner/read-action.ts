import type { ActionTemplate } from '@actions/workflow-parser/actions/action-template';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadParser } from './load-parser.ts';

export interface ActionInterface {
  readonly template: ActionTemplate;
  /** `node24`. */
  readonly using: string;
  /** Relative to the folder. */
  readonly main: string;
  /** Defaults as they stand there; an expression is not evaluated. */
  readonly defaults: ReadonlyMap<string, string>;
  readonly outputs: readonly string[];
}

/** Reads `action.yml` with the parser and the schema of GitHub's own tools. Throws with all their errors. */
export async function readAction(folder: string): Promise<ActionInterface> {
  const { parseAction, convertActionTemplate, NoOperationTraceWriter } = await loadParser();
  const name = 'action.yml';
  const content = readFileSync(join(folder, name), 'utf8');
  const { context, value } = parseAction({ name, content }, new NoOperationTraceWriter());
  const template = value === undefined ? undefined : convertActionTemplate(context, value);
  const errors = context.errors.getErrors().map((error) => error.message);
  if (errors.length > 0 || template === undefined) throw new Error(`action.yml:\n${errors.join('\n')}`);
  if (!('main' in template.runs)) throw new Error('action.yml is not one of a JavaScript action');
  const { using, main } = template.runs;
  const defaults = (template.inputs ?? []).map((input) => [input.id, textOf(input.default)] as const);
  const outputs = (template.outputs ?? []).map(({ id }) => id);
  return { template, using, main, defaults: new Map(defaults), outputs };
}

function textOf(token: { toDisplayString(): string; value?: unknown } | undefined): string {
  if (token === undefined) return '';
  return 'value' in token ? String(token.value) : token.toDisplayString();
}

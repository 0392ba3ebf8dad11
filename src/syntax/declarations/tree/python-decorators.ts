import type { DeclarationTrait } from '../../../docstring/declaration.ts';
import type { Place } from './language-table.ts';
import { textOf } from './syntax-node.ts';

/** Dotted names of what decorates a definition, without arguments; `siblings` are its decorators and itself. */
export function decoratorsOf({ siblings }: Place): string[] {
  return siblings
    .filter((one) => one.type === 'decorator')
    .map((one) => /^[\w.]+/.exec(textOf(one).slice(1).trim())?.[0] ?? '');
}

/** Roots whose decorators turn a docstring into help. */
const helpRoots = /^(?:click|typer|strawberry)\./;

/**
 * Last names of decorators that read the docstring at run time: commands (typer, click), routes (FastAPI, Flask), tasks
 * (celery) and tools of language models (MCP, LangChain and others).
 */
const runtimeNames = new Set(
  (
    'command group callback slash_command ' +
    'get post put patch delete head options trace route api_route websocket ' +
    'task shared_task periodic_task ' +
    'tool tool_plain function_tool kernel_function resource prompt'
  ).split(' '),
);

export function traitsOfDecorators(decorators: readonly string[]): DeclarationTrait[] {
  const last = decorators.map((one) => one.slice(one.lastIndexOf('.') + 1));
  const traits: DeclarationTrait[] = [];
  if (last.includes('override')) traits.push('overrides');
  if (last.includes('overload')) traits.push('stub');
  if (last.some((name) => runtimeNames.has(name)) || decorators.some((one) => helpRoots.test(one))) {
    traits.push('runtime-doc');
  }
  return traits;
}

import { createInstrumenter, type InstrumenterOptions } from 'istanbul-lib-instrument';
import { listOf, type NycConfig } from './loader-settings.ts';

export interface CodeToInstrument {
  readonly text: string;
  readonly file: string;
  /** Where the text comes from, when it was made from another. */
  readonly sourceMap: object | undefined;
  /** Types are still in it: Node takes them out later. */
  readonly isTypeScript: boolean;
}

/**
 * Puts counters into a module, as nyc does into CommonJS. Positions are those of `text`; its map goes into the
 * counters, so that the report can tell those of the source.
 *
 * @throws SyntaxError for a text that does not parse
 */
export function instrument(code: CodeToInstrument, config: NycConfig): string {
  const plugins = [...(config.parserPlugins ?? []), ...(code.isTypeScript ? ['typescript'] : [])];
  const producesMap = config.produceSourceMap ?? true;
  const instrumenter = createInstrumenter({
    autoWrap: true,
    coverageVariable: '__coverage__',
    esModules: true,
    compact: config.compact ?? true,
    preserveComments: config.preserveComments ?? true,
    produceSourceMap: producesMap,
    ignoreClassMethods: listOf(config.ignoreClassMethod),
    parserPlugins: plugins as NonNullable<InstrumenterOptions['parserPlugins']>,
  });
  const text = instrumenter.instrumentSync(code.text, code.file, code.sourceMap as never);
  const map: unknown = producesMap ? instrumenter.lastSourceMap() : undefined;
  return map ? `${text}\n${asComment(map)}` : text;
}

/** So that stack traces still name the lines of the source. */
function asComment(map: unknown): string {
  const data = Buffer.from(JSON.stringify(map)).toString('base64');
  return `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}`;
}

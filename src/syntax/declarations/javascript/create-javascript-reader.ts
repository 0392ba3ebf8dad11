import type { Comment, ParserOptions as OxcOptions, Program } from 'oxc-parser';
import type { CommentSpan, DocFile, DocLanguage } from '../../../docstring/declaration.ts';
import { silentLog, type Log } from '../../../log.ts';
import type { DocReader } from '../doc-reader.ts';
import { collectDeclarations } from './collect-declarations.ts';
import { isTooDeep } from './is-too-deep.ts';
import { oxcLoader, type Oxc } from './load-oxc.ts';
import { shapeOfProgram, shapeOfText } from './shape-of.ts';

export const javaScriptLanguages = [
  'typescript',
  'tsx',
  'javascript',
] as const satisfies readonly DocLanguage[];

/** Reads JavaScript, with or without JSX, TypeScript and TSX with oxc. Undefined for a text that is nested too deep. */
export function createJavaScriptReader({ log = silentLog }: { readonly log?: Log }): DocReader {
  const load = oxcLoader(log);
  return async (path, text) => {
    if (isTooDeep(text)) return undefined;
    const oxc = await load();
    if (oxc === undefined) return undefined;
    try {
      return readFile(oxc, path, text);
    } catch (error) {
      // A chain of thousands of operators overflows the stack of whatever walks its tree.
      log.debug('declarations not readable', { path, reason: String(error) });
      return undefined;
    }
  };
}

function readFile(oxc: Oxc, path: string, text: string): DocFile {
  const { program, comments, errors } = parse(oxc, path, text);
  const broken = errors > 0;
  return {
    declarations: broken ? [] : collectDeclarations(program, text, comments),
    comments,
    docstrings: [],
    shape: broken ? shapeOfText(text) : shapeOfProgram(program),
    errors,
  };
}

interface Parsed {
  readonly program: Program;
  readonly comments: readonly CommentSpan[];
  readonly errors: number;
}

/** As a module or a script, whichever it is; else as CommonJS, where `return` may stand outside of functions. */
function parse(oxc: Oxc, path: string, text: string): Parsed {
  const lang = langOf(path);
  const first = parseAs(oxc, text, { lang, sourceType: 'unambiguous' });
  if (first.errors === 0) return first;
  const second = parseAs(oxc, text, { lang, sourceType: 'commonjs' });
  return second.errors === 0 ? second : first;
}

function parseAs(oxc: Oxc, text: string, options: OxcOptions): Parsed {
  // Everything follows from the options: the name is not looked at.
  const { program, comments, errors } = oxc.parseSync('text', text, options);
  return {
    program,
    comments: comments.map(toSpan),
    errors: errors.filter(({ severity }) => (severity as string) === 'Error').length,
  };
}

function toSpan({ type, start, end }: Comment): CommentSpan {
  return { start, end, form: type === 'Line' ? 'line' : 'block' };
}

function langOf(path: string): 'jsx' | 'ts' | 'tsx' | 'dts' {
  const name = path.toLowerCase();
  if (/\.d\.[cm]?ts$/.test(name)) return 'dts';
  if (name.endsWith('.tsx')) return 'tsx';
  return /\.[cm]?ts$/.test(name) ? 'ts' : 'jsx';
}

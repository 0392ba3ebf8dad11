/**
 * Names that a program of a language has without declaring them. Only those that stand in every program: what a browser
 * has and a server lacks, or a module lacks and a script has (`require`, `__dirname`), may really be undefined.
 */
export function globalsOf(language: string): ReadonlySet<string> {
  return globals[language] ?? nothing;
}

/** True for keywords, literals and global names of any language here: what a message may name in any file. */
export function isLanguageWord(word: string): boolean {
  return languageWords.has(word);
}

const nothing: ReadonlySet<string> = new Set();

function words(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.join(' ').split(' '));
}

/** ECMA-262, "The Global Object", and what browsers and servers share (https://min-common-api.proposal.wintertc.org). */
const ecmaScript =
  `Array ArrayBuffer BigInt Boolean DataView Date Error EvalError Infinity Intl JSON Map Math NaN Number Object
Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError WeakMap WeakRef
WeakSet Uint8Array Int8Array Uint16Array Int16Array Uint32Array Int32Array Float32Array Float64Array decodeURI
decodeURIComponent encodeURI encodeURIComponent globalThis isFinite isNaN parseFloat parseInt undefined AbortController
AbortSignal Blob Event EventTarget FormData Headers Request Response TextDecoder TextEncoder URL URLSearchParams atob btoa
clearInterval clearTimeout console fetch queueMicrotask setInterval setTimeout structuredClone`.replace(
    /\n/g,
    ' ',
  );

const javascriptKeywords =
  `async await break case catch class const continue debugger default delete do else enum export extends false
finally for from function get if implements import in instanceof interface let new null of private protected public
readonly return set static super switch this throw true try type typeof var void while with yield any boolean never
number object string symbol unknown as is keyof`.replace(/\n/g, ' ');

/** https://docs.python.org/3/library/functions.html and the built-in exceptions and constants. */
const pythonGlobals =
  `abs all any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir
divmod enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr reversed
round set setattr slice sorted staticmethod str sum super tuple type vars zip BaseException Exception ArithmeticError
AssertionError AttributeError EOFError FileExistsError FileNotFoundError ImportError IndexError IOError
IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError
NotADirectoryError NotImplementedError OSError OverflowError PermissionError RecursionError RuntimeError StopIteration
StopAsyncIteration SyntaxError SystemExit TimeoutError TypeError UnicodeDecodeError UnicodeError ValueError
ZeroDivisionError ConnectionError BrokenPipeError NotImplemented Ellipsis __name__ __file__`.replace(
    /\n/g,
    ' ',
  );

const pythonKeywords =
  `False None True and as assert async await break class continue def del elif else except finally for from
global if import in is lambda nonlocal not or pass raise return try while with yield match case self cls`.replace(
    /\n/g,
    ' ',
  );

/** https://go.dev/ref/spec, "Predeclared identifiers" and "Keywords". */
const goGlobals =
  `any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint
uint8 uint16 uint32 uint64 uintptr true false iota nil append cap clear close complex copy delete imag len make max min
new panic print println real recover`.replace(/\n/g, ' ');

const goKeywords =
  `break case chan const continue default defer else fallthrough for func go goto if import interface map package
range return select struct switch type var`.replace(/\n/g, ' ');

const javascript = words(ecmaScript);
const onServers = words(ecmaScript, 'process Buffer setImmediate clearImmediate');

const globals: Readonly<Record<string, ReadonlySet<string>>> = {
  javascript: onServers,
  typescript: onServers,
  tsx: javascript,
  python: words(pythonGlobals),
  go: words(goGlobals),
};

export const languageWords = new Set([
  ...onServers,
  ...words(javascriptKeywords),
  ...words(pythonGlobals, pythonKeywords),
  ...words(goGlobals, goKeywords),
]);

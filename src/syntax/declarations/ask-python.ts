import { execFile } from 'node:child_process';
import type { Log } from '../../log.ts';

export interface AskPythonOptions {
  /** The interpreter, as a name to look up or a path. */
  readonly python: string;
  readonly env: NodeJS.ProcessEnv;
  readonly log: Log;
}

/** Far above what a file of a mebibyte needs; a commit waits for no more. In milliseconds. */
const patience = 3000;

/**
 * Python's own word on whether two texts are the same program apart from docstrings: `ast.dump` of both, without positions.
 * Nothing of either text is run.
 *
 * @returns undefined where no Python answers, or where it cannot read the first text (it may be older than the code)
 */
export function askPython(
  before: string,
  after: string,
  { python, env, log }: AskPythonOptions,
): Promise<boolean | undefined> {
  return new Promise((resolve) => {
    // -I and -S: no module of the folder or of the user is loaded.
    const options = { env, timeout: patience, maxBuffer: 4096 };
    const child = execFile(python, ['-I', '-S', '-c', script], options, (error, stdout) => {
      const answer = answers[stdout.trim()];
      if (answer === undefined)
        log.debug('python was no witness', { error: error?.message ?? 'it does not say' });
      resolve(answer);
    });
    // A Python that is gone has said so already.
    child.stdin?.on('error', () => {});
    child.stdin?.end(JSON.stringify([before, after]));
  });
}

const answers: Readonly<Record<string, boolean>> = { same: true, different: false };

/** A text that cannot be read after what could be read before it is another program. */
const script = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
sys.setrecursionlimit(5000)
before, after = json.loads(sys.stdin.buffer.read())
owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

def dump(text):
    tree = ast.parse(text[1:] if text[:1] == "\ufeff" else text)
    for node in ast.walk(tree):
        if isinstance(node, owners) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return ast.dump(tree)

try:
    was = dump(before)
except Exception:
    sys.exit("the first text cannot be read")
try:
    is_same = dump(after) == was
except SyntaxError:
    is_same = False
print("same" if is_same else "different")
`;

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A repository with a staged change that looks like work: services with edited, added and removed functions. */
export interface GeneratedChange {
  readonly folder: string;
  /** Added and removed lines, as git counts them. */
  readonly changedLines: number;
  readonly files: number;
  remove(): void;
}

const nouns = 'order invoice customer basket shipment voucher payment refund address tariff'.split(' ');
const verbs = 'load check merge price split rank sum store'.split(' ');

/** Lines that one changed function adds and removes together. */
const linesPerEdit = 5;

/** The same change for the same arguments: TypeScript files of one class with as many methods as the lines need. */
export function generateChange(files: number, changedLines: number): GeneratedChange {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-'));
  const edits = Math.ceil(changedLines / files / linesPerEdit);
  const write = (isHead: boolean): void => {
    for (let file = 0; file < files; file++) {
      const path = join(folder, 'src', nouns[file % nouns.length] ?? '', `service-${file}.ts`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, renderFile(file, edits, isHead));
    }
  };
  git(folder, 'init', '-q', '-b', 'main');
  write(false);
  git(folder, 'add', '.');
  git(folder, '-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '-qm', 'base');
  write(true);
  git(folder, 'add', '.');
  const counts = git(folder, 'diff', '--cached', '--shortstat').match(/\d+/g)?.map(Number) ?? [];
  const [changedFiles = 0, added = 0, removed = 0] = counts;
  return {
    folder,
    files: changedFiles,
    changedLines: added + removed,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
}

/** Every second method is edited. */
function renderFile(file: number, edits: number, isHead: boolean): string {
  const noun = nouns[file % nouns.length] ?? '';
  const type = `${noun.charAt(0).toUpperCase()}${noun.slice(1)}`;
  const methods = Array.from({ length: edits * 2 }, (_, index) =>
    renderMethod(noun, type, file * 31 + index, isHead && index % 2 === 1),
  );
  return `import { ${type}, readRates } from '../model/${noun}.ts';

/** Everything about one ${noun} of tenant ${file}. */
export class ${type}Service${file} {
  constructor(private readonly store: Map<string, ${type}>) {}

${methods.join('\n')}}
`;
}

function renderMethod(noun: string, type: string, seed: number, isEdited: boolean): string {
  const verb = verbs[seed % verbs.length] ?? '';
  const list = `${noun}s${seed % 7}`;
  const test = isEdited
    ? `      if (item === undefined || item.total <= ${seed % 90}) continue;
      const rate = rates.get(item.currency) ?? ${(seed % 9) + 1};
      sum += Math.round(item.total * rate * 100) / 100;`
    : `      if (item.total < ${seed % 90}) continue;
      sum += item.total * ${(seed % 9) + 1};`;
  return `  /** Sums what is open in the list, in cents. */
  async ${verb}${type}${seed}(${list}: readonly ${type}[], limit = ${seed % 50}): Promise<number> {
    const rates = await readRates('${noun}-${seed}');
    let sum = 0;
    for (const item of ${list}.slice(0, limit)) {
${test}
      this.store.set(\`${noun}/\${item.id}\`, item);
    }
    return sum > 0 ? sum : -1;
  }

`;
}

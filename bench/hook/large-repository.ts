import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of the repository: most of them code that Galley knows, the rest what lies beside code. */
export const fileCount = 20_000;

export interface LargeRepository {
  readonly folder: string;
  /** As it was: HEAD, index and working tree. */
  reset(): void;
  remove(): void;
}

/** Raised with what is generated: an older copy is then not used any more. */
const edition = 1;

const kinds = ['ts', 'ts', 'ts', 'tsx', 'py', 'go', 'md', 'json'] as const;

/**
 * A copy of one repository, the same bytes wherever it is made. Made once and kept below the temporary folder, since git
 * takes its time for so many files.
 */
export function openLargeRepository(): LargeRepository {
  const kept = join(tmpdir(), `galley-bench-${fileCount}-files-${edition}`);
  if (!existsSync(kept)) generate(kept);
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-hook-'));
  cpSync(kept, folder, { recursive: true, preserveTimestamps: true });
  const base = git(folder, 'rev-parse', 'HEAD').trim();
  git(folder, 'update-index', '-q', '--refresh');
  return {
    folder,
    reset: () => void git(folder, 'reset', '-q', '--hard', base),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Whole or not at all: a run that is stopped leaves nothing that a later one would take. */
function generate(target: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'galley-bench-new-'));
  for (let file = 0; file < fileCount; file++) {
    const path = join(folder, pathOf(file));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, textOf(file));
  }
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  git(folder, 'init', '-q', '-b', 'main');
  for (const [key, value] of Object.entries(settings)) git(folder, 'config', key, value);
  git(folder, 'add', '.');
  git(folder, 'commit', '-q', '-m', 'base');
  git(folder, 'gc', '-q');
  renameSync(folder, target);
}

const settings = {
  'user.name': 'bench',
  'user.email': 'bench@example.org',
  // No commit is to start it while another is timed.
  'gc.auto': '0',
  'maintenance.auto': 'false',
};

/** From the root. One hundred files a folder. */
export function pathOf(file: number): string {
  const folder = Math.floor(file / 100);
  return `src/area-${folder % 20}/part-${folder}/item-${file}.${kinds[file % kinds.length]}`;
}

function textOf(file: number): string {
  const body = {
    ts: `/** What item ${file} holds. */\nexport interface Item${file} {\n  readonly total: number;\n}\n`,
    tsx: `/** Shows item ${file}. */\nexport function Item${file}() {\n  return <p>${file}</p>;\n}\n`,
    py: `def item_${file}(total):\n    """Double the total."""\n    return total * 2\n`,
    go: `package part\n\n// Item${file} holds a total.\ntype Item${file} struct{ Total int }\n`,
    md: `# Item ${file}\n\nWhat there is to say about it.\n`,
    json: `{ "item": ${file} }\n`,
  };
  return body[kinds[file % kinds.length] ?? 'md'];
}

export function git(cwd: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30 });
}

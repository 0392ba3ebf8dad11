import { runGit, type GitOptions } from '../run-git.ts';

/** What decides whether an entry of the index may be changed. */
export interface EntryTraits {
  /** Why not; empty: it may. */
  readonly refusal: string;
  /** Its `working-tree-encoding`; empty where the working tree holds the bytes of the blob, but for ends of lines. */
  readonly encoding: string;
  /** `linguist-generated` is switched off: whatever the file looks like, people wrote it. */
  readonly isHandWritten: boolean;
}

/** What `.gitattributes` and the flags of the index say of these paths. Two processes, side by side. */
export async function readEntryTraits(
  paths: readonly string[],
  git: GitOptions,
): Promise<ReadonlyMap<string, EntryTraits>> {
  const [attributes, flags] = await Promise.all([readAttributeValues(paths, git), readFlags(paths, git)]);
  return new Map(paths.map((path) => [path, traitsOf(attributes.get(path) ?? new Map(), flags.get(path))]));
}

const wanted = ['filter', 'linguist-generated', 'working-tree-encoding'];

function traitsOf(attributes: ReadonlyMap<string, string>, flag: string | undefined): EntryTraits {
  const value = (name: string): string => attributes.get(name) ?? 'unspecified';
  const isSet = (name: string): boolean => !/^(?:unspecified|unset|false)$/.test(value(name));
  const refusals = [
    [isSet('filter'), `stored through the filter "${value('filter')}"`],
    [isSet('linguist-generated'), 'generated (linguist-generated)'],
    // A new entry would lose the flag, and the missing file would show as deleted.
    [flag === 'S' || flag === 's', 'outside of the sparse checkout (skip-worktree)'],
    [flag !== undefined && /[a-z]/.test(flag), 'marked as assume-unchanged'],
  ] as const;
  const encoding = isSet('working-tree-encoding') ? value('working-tree-encoding') : '';
  return {
    refusal: refusals.find(([applies]) => applies)?.[1] ?? '',
    encoding: /^utf-?8$/i.test(encoding) ? '' : encoding,
    isHandWritten: /^(?:unset|false)$/.test(value('linguist-generated')),
  };
}

async function readAttributeValues(
  paths: readonly string[],
  git: GitOptions,
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const input = paths.map((path) => `${path}\0`).join('');
  const output = await runGit(['check-attr', '--stdin', '-z', ...wanted], { ...git, input });
  const fields = output.toString().split('\0');
  const found = new Map<string, Map<string, string>>();
  for (let i = 0; i + 2 < fields.length; i += 3) {
    const [path = '', name = '', value = ''] = fields.slice(i, i + 3);
    found.set(path, (found.get(path) ?? new Map<string, string>()).set(name, value));
  }
  return found;
}

async function readFlags(paths: readonly string[], git: GitOptions): Promise<ReadonlyMap<string, string>> {
  const records = await listEntries(['-v'], paths, git);
  return new Map(records.map(([head, path]) => [path, head]));
}

/** Stage-0 blob ids by path, read anew. */
export async function readEntryIds(
  paths: readonly string[],
  git: GitOptions,
): Promise<ReadonlyMap<string, string>> {
  const records = await listEntries(['--stage'], paths, git);
  return new Map(
    records.flatMap(([head, path]) => {
      const [, id = '', stage] = head.split(' ');
      return stage === '0' ? [[path, id] as const] : [];
    }),
  );
}

/** `ls-files` takes no names from its stdin; more than Windows takes as arguments, and it lists everything. */
const maxArguments = 24_000;

async function listEntries(
  options: readonly string[],
  paths: readonly string[],
  git: GitOptions,
): Promise<(readonly [head: string, path: string])[]> {
  const length = paths.reduce((sum, path) => sum + path.length + 3, 0);
  const named = length > maxArguments ? [] : paths;
  const output = await runGit(['ls-files', '-z', ...options, '--', ...named], git);
  return output
    .toString()
    .split('\0')
    .filter(Boolean)
    .map((record) => {
      const at = options.includes('--stage') ? record.indexOf('\t') : 1;
      return [record.slice(0, at), record.slice(at + 1)] as const;
    });
}

import { parseDocument, type Document } from 'yaml';
import { GalleyError } from '../../../errors.ts';
import type { HookEvent } from './hook-line.ts';

/** The files of lefthook and pre-commit, which both name commands in YAML. Comments and layout of others stay. */
export type HookFile = 'lefthook' | 'pre-commit';

const commands: Readonly<Record<HookEvent, string>> = {
  'pre-commit': 'galley hook pre-commit',
  'post-commit': 'galley hook post-commit',
};

/** Throws GalleyError `invalid-usage` where the text is no YAML. */
export function withYamlHooks(
  file: HookFile,
  path: string,
  text: string | undefined,
  wanted: { readonly strict: boolean; readonly warm: boolean },
): string {
  const document = parseDocument(text ?? '');
  const [error] = document.errors;
  if (error !== undefined)
    throw new GalleyError('invalid-usage', {
      what: `${path} is not valid YAML`,
      why: error.message.split('\n')[0] ?? '',
      todo: 'Mend it, then run galley hook install again.',
    });
  for (const event of wanted.warm ? (['pre-commit', 'post-commit'] as const) : (['pre-commit'] as const))
    put[file](document, event, wanted.strict && event === 'pre-commit');
  return document.toString({ lineWidth: 0 });
}

/** The same text where it holds nothing of ours. */
export function withoutYamlHooks(file: HookFile, text: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !/galley hook (?:pre|post)-commit/.test(text)) return text;
  take[file](document);
  return document.toString({ lineWidth: 0 });
}

const put: Readonly<Record<HookFile, (document: Document, event: HookEvent, strict: boolean) => void>> = {
  lefthook: (document, event, strict) => {
    const run = `${commands[event]}${strict ? ' --strict' : ' || :'}`;
    document.setIn([event, 'commands', 'galley'], { run, ...(event === 'pre-commit' && { priority: 1 }) });
  },
  'pre-commit': (document, event, strict) => {
    const id = ids[event];
    if (idsIn(document).flat().includes(id)) return;
    const shared = { language: 'system', pass_filenames: false, always_run: true };
    const entry = strict ? `${commands[event]} --strict` : `sh -c '${commands[event]} || :'`;
    const hook =
      event === 'pre-commit'
        ? { id, name: 'galley: doc comments', entry, ...shared, verbose: true }
        : { id, name: 'galley: ask ahead', entry, ...shared, stages: ['post-commit'] };
    if (document.get('repos') === undefined) document.set('repos', document.createNode([]));
    document.addIn(['repos'], document.createNode({ repo: 'local', hooks: [hook] }));
  },
};

const take: Readonly<Record<HookFile, (document: Document) => void>> = {
  lefthook: (document) => {
    for (const event of ['pre-commit', 'post-commit']) {
      if (!document.hasIn([event, 'commands', 'galley'])) continue;
      document.deleteIn([event, 'commands', 'galley']);
      const left = (document.toJS() as Record<string, { commands?: object }>)[event];
      if (Object.keys(left?.commands ?? {}).length > 0) continue;
      document.deleteIn([event, 'commands']);
      if (Object.keys(left ?? {}).length <= 1) document.delete(event);
    }
  },
  'pre-commit': (document) => {
    const own: readonly string[] = Object.values(ids);
    for (const [at, names] of [...idsIn(document).entries()].reverse())
      if (names.some((id) => own.includes(id))) document.deleteIn(['repos', at]);
  },
};

const ids: Readonly<Record<HookEvent, string>> = { 'pre-commit': 'galley', 'post-commit': 'galley-warm' };

/** Ids of the hooks of pre-commit, by repository. */
function idsIn(document: Document): string[][] {
  const { repos } = (document.toJS() ?? {}) as { repos?: { hooks?: { id?: string }[] }[] };
  return (repos ?? []).map(({ hooks }) => (hooks ?? []).flatMap(({ id }) => id ?? []));
}

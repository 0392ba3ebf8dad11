import { parseDocument, type Document } from 'yaml';
import { GalleyError } from '../../../errors.ts';
import { hookLines, withHookLines, withoutHookLines } from './hook-line.ts';
import type { HookFacts, InstallMethod } from './hook-facts.ts';

/** One thing to change. */
export type Step =
  | {
      readonly kind: 'write';
      readonly path: string;
      /** Undefined: there is no such file. */
      readonly before: string | undefined;
      /** Undefined: the file goes. */
      readonly after: string | undefined;
      readonly isExecutable: boolean;
    }
  | { readonly kind: 'config'; readonly key: string; readonly value: string | undefined };

export interface InstallPlan {
  readonly method: InstallMethod;
  /** Empty: all is as wanted. */
  readonly steps: readonly Step[];
  /** What the user should know or do, a sentence each. */
  readonly notes: readonly string[];
}

/** What installing the hook would change. Throws GalleyError `invalid-usage` where the method does not work here. */
export function planInstall(facts: HookFacts, method: InstallMethod, strict: boolean): InstallPlan {
  const plan = plans[method](facts, strict);
  return { method, steps: plan.steps.filter(isChange), notes: [...plan.notes, ...notesOf(facts, method)] };
}

/** What taking the hook away would change, wherever it is. */
export function planUninstall({ texts, configHook }: HookFacts): readonly Step[] {
  const files = [...texts].flatMap(([path, text]): Step[] => {
    const bare =
      path.endsWith('.yml') || path.endsWith('.yaml') ? withoutEntry(path, text) : withoutHookLines(text);
    if (bare === text) return [];
    // Nothing but the first line of a script is left of a file that we made.
    const after = /^(?:#!.*\n?)?\s*$/.test(bare) ? undefined : bare;
    return [{ kind: 'write', path, before: text, after, isExecutable: true }];
  });
  const config: Step[] =
    configHook === undefined
      ? []
      : ['hook.galley.event', 'hook.galley.command'].map((key) => ({
          kind: 'config',
          key,
          value: undefined,
        }));
  return [...files, ...config];
}

type Planner = (facts: HookFacts, strict: boolean) => Omit<InstallPlan, 'method'>;

const plans: Readonly<Record<InstallMethod, Planner>> = {
  husky: (facts, strict) => {
    const { husky, hooksPath } = facts;
    const folder = hooksPath === undefined ? '.husky' : hooksPath.replace(/\/_\/?$/, '');
    const notes = husky.isNamed
      ? []
      : ['husky is not in package.json yet: npm install --save-dev husky && npx husky'];
    return { steps: [writeHook(facts, `${folder}/pre-commit`, strict, false)], notes };
  },
  'hooks-path': (facts, strict) => {
    const folder = facts.hooksPath ?? '.githooks';
    const config: Step[] =
      facts.hooksPath === undefined ? [{ kind: 'config', key: 'core.hooksPath', value: folder }] : [];
    return { steps: [writeHook(facts, `${folder}/pre-commit`, strict, true), ...config], notes: [] };
  },
  'git-config': ({ gitVersion, configHook }, strict) => {
    const [major, minor] = gitVersion;
    if (major < 2 || (major === 2 && minor < 54)) throw tooOld(gitVersion);
    const command = `galley hook pre-commit${strict ? ' --strict' : ' || :'}`;
    const steps: Step[] = [
      { kind: 'config', key: 'hook.galley.event', value: 'pre-commit' },
      { kind: 'config', key: 'hook.galley.command', value: command },
    ];
    return { steps: configHook === command ? [] : steps, notes: [] };
  },
  lefthook: (facts, strict) =>
    editYaml(facts, facts.lefthookFile ?? 'lefthook.yml', (document) => {
      document.setIn(['pre-commit', 'commands', 'galley'], {
        run: strict ? 'galley hook pre-commit --strict' : 'galley hook pre-commit || :',
        priority: 1,
      });
    }),
  'pre-commit': (facts, strict) =>
    editYaml(facts, facts.preCommitFile ?? '.pre-commit-config.yaml', (document) => {
      const entry = {
        id: 'galley',
        name: 'galley: doc comments',
        entry: strict ? 'galley hook pre-commit --strict' : "sh -c 'galley hook pre-commit || :'",
        language: 'system',
        pass_filenames: false,
        always_run: true,
        verbose: true,
      };
      if (document.toString().includes('id: galley')) return;
      if (document.get('repos') === undefined) document.set('repos', []);
      document.addIn(['repos'], document.createNode({ repo: 'local', hooks: [entry] }));
    }),
};

function writeHook(facts: HookFacts, path: string, strict: boolean, isScript: boolean): Step {
  const before = facts.texts.get(path);
  return {
    kind: 'write',
    path,
    before,
    after: withHookLines(before, hookLines(strict), isScript),
    isExecutable: true,
  };
}

function editYaml(
  { texts }: HookFacts,
  path: string,
  edit: (document: Document) => void,
): Omit<InstallPlan, 'method'> {
  const before = texts.get(path);
  const document = parseDocument(before ?? '{}');
  if (document.errors.length > 0)
    throw new GalleyError('invalid-usage', {
      what: `${path} is not valid YAML`,
      why: document.errors[0]?.message.split('\n')[0] ?? '',
      todo: 'Mend it, then run galley hook install again.',
    });
  edit(document);
  const after = document.toString({ lineWidth: 0 });
  return { steps: [{ kind: 'write', path, before, after, isExecutable: false }], notes: [] };
}

function withoutEntry(path: string, text: string): string {
  const document = parseDocument(text);
  if (document.errors.length > 0 || !text.includes('galley hook pre-commit')) return text;
  if (path.includes('lefthook')) document.deleteIn(['pre-commit', 'commands', 'galley']);
  else {
    const { repos } = (document.toJS() ?? {}) as { repos?: { hooks?: { id?: string }[] }[] };
    const at = (repos ?? []).findIndex(({ hooks }) => hooks?.some(({ id }) => id === 'galley'));
    if (at >= 0) document.deleteIn(['repos', at]);
  }
  return document.toString({ lineWidth: 0 });
}

function isChange(step: Step): boolean {
  return step.kind === 'config' || step.before !== step.after;
}

function notesOf(facts: HookFacts, method: InstallMethod): string[] {
  const { husky, hooksPath, isLinked, usesLfs, rewriters, ownHooks, texts } = facts;
  const usesHusky = method === 'husky';
  const ownHook = texts.get(`${ownHooks}/pre-commit`);
  const displaces = usesHusky || method === 'hooks-path';
  return [
    ...(usesHusky && husky.isNamed && !husky.hasStubs
      ? [
          `husky's own folder (${hooksPath ?? '.husky/_'}) is missing ${isLinked ? 'in this worktree' : 'here'}, and without it git runs no hook and says nothing: npx husky`,
        ]
      : []),
    ...(displaces && usesLfs
      ? [
          'git-lfs keeps files here, and its hooks do not run from another folder: git lfs update --manual tells what to add to the new hooks',
        ]
      : []),
    ...(displaces && ownHook !== undefined && !ownHook.includes('galley hook pre-commit')
      ? [`${ownHooks}/pre-commit is there too: git does not run it while core.hooksPath names another folder`]
      : []),
    ...(rewriters.length === 0
      ? []
      : [
          `${rewriters.join(', ')} may rewrite staged files too: let Galley run before, so that the comments are formatted as well`,
        ]),
  ];
}

function tooOld([major, minor]: readonly [number, number]): GalleyError {
  return new GalleyError('invalid-usage', {
    what: `git ${major}.${minor} knows no hooks in its configuration`,
    why: 'They came with git 2.54.',
    todo: 'galley hook install --hooks-path',
  });
}

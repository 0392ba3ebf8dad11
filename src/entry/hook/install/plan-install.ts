import { GalleyError } from '../../../errors.ts';
import { withoutYamlHooks, withYamlHooks, type HookFile } from './edit-yaml-hooks.ts';
import { hookLines, withHookLines, withoutHookLines, type HookEvent } from './hook-line.ts';
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

export interface WantedHooks {
  /** Whether a fault of Galley stops the commit. */
  readonly strict: boolean;
  /** Whether a commit has the model asked ahead for the next one. Leaves what is there when it is not wanted. */
  readonly warm: boolean;
}

/** What installing the hook would change. Throws GalleyError `invalid-usage` where the method does not work here. */
export function planInstall(facts: HookFacts, method: InstallMethod, wanted: WantedHooks): InstallPlan {
  const plan = plans[method](facts, wanted);
  return {
    method,
    steps: plan.steps.filter(isChange),
    notes: [...plan.notes, ...notesOf(facts, method, wanted)],
  };
}

/** What taking the hook away would change, wherever it is. */
export function planUninstall({ texts, configHook, configWarm }: HookFacts): readonly Step[] {
  const files = [...texts].flatMap(([path, text]): Step[] => {
    const isYaml = /\.ya?ml$/.test(path);
    const file = path.includes('lefthook') ? 'lefthook' : 'pre-commit';
    const bare = isYaml ? withoutYamlHooks(file, text) : withoutHookLines(text);
    if (bare === text) return [];
    // Nothing but the first line of a script is left of a file that we made.
    const after = /^(?:#!.*\n?)?\s*$/.test(bare) ? undefined : bare;
    return [{ kind: 'write', path, before: text, after, isExecutable: true }];
  });
  const config = [
    ...(configHook === undefined ? [] : configSteps('galley', undefined)),
    ...(configWarm === undefined ? [] : configSteps('galley-warm', undefined)),
  ];
  return [...files, ...config];
}

type Planner = (facts: HookFacts, wanted: WantedHooks) => Omit<InstallPlan, 'method'>;

const plans: Readonly<Record<InstallMethod, Planner>> = {
  husky: (facts, wanted) => {
    const { husky, hooksPath } = facts;
    const folder = hooksPath === undefined ? '.husky' : hooksPath.replace(/\/_\/?$/, '');
    const notes = husky.isNamed
      ? []
      : ['husky is not in package.json yet: npm install --save-dev husky && npx husky'];
    return { steps: writeHooks(facts, folder, wanted, false), notes };
  },
  'hooks-path': (facts, wanted) => {
    const folder = facts.hooksPath ?? '.githooks';
    const config: Step[] =
      facts.hooksPath === undefined ? [{ kind: 'config', key: 'core.hooksPath', value: folder }] : [];
    return { steps: [...writeHooks(facts, folder, wanted, true), ...config], notes: [] };
  },
  'git-config': ({ gitVersion, configHook, configWarm }, { strict, warm }) => {
    const [major, minor] = gitVersion;
    if (major < 2 || (major === 2 && minor < 54)) throw tooOld(gitVersion);
    const before = {
      event: 'pre-commit',
      command: `galley hook pre-commit${strict ? ' --strict' : ' || :'}`,
    };
    const after = { event: 'post-commit', command: 'galley hook post-commit || :' };
    const steps = [
      ...(configHook === before.command ? [] : configSteps('galley', before)),
      ...(!warm || configWarm === after.command ? [] : configSteps('galley-warm', after)),
    ];
    return { steps, notes: [] };
  },
  lefthook: (facts, wanted) => editYaml('lefthook', facts, facts.lefthookFile ?? 'lefthook.yml', wanted),
  'pre-commit': (facts, wanted) => ({
    ...editYaml('pre-commit', facts, facts.preCommitFile ?? '.pre-commit-config.yaml', wanted),
    notes: wanted.warm
      ? [
          'pre-commit runs hooks after a commit only once it is told to: pre-commit install --hook-type post-commit',
        ]
      : [],
  }),
};

function writeHooks(
  facts: HookFacts,
  folder: string,
  { strict, warm }: WantedHooks,
  isScript: boolean,
): Step[] {
  const events: readonly HookEvent[] = warm ? ['pre-commit', 'post-commit'] : ['pre-commit'];
  return events.map((event) => {
    const path = `${folder}/${event}`;
    const before = facts.texts.get(path);
    const after = withHookLines(before, hookLines(event, strict), isScript);
    return { kind: 'write', path, before, after, isExecutable: true };
  });
}

function editYaml(
  file: HookFile,
  { texts }: HookFacts,
  path: string,
  wanted: WantedHooks,
): Omit<InstallPlan, 'method'> {
  const before = texts.get(path);
  const after = withYamlHooks(file, path, before, wanted);
  return { steps: [{ kind: 'write', path, before, after, isExecutable: false }], notes: [] };
}

function configSteps(
  name: string,
  hook: { readonly event: string; readonly command: string } | undefined,
): Step[] {
  return (['event', 'command'] as const).map((key) => ({
    kind: 'config',
    key: `hook.${name}.${key}`,
    value: hook?.[key],
  }));
}

function isChange(step: Step): boolean {
  return step.kind === 'config' || step.before !== step.after;
}

function notesOf(facts: HookFacts, method: InstallMethod, { warm }: WantedHooks): string[] {
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
    ...(warm
      ? [
          'after each commit the model works at low priority until it has described what the working tree adds, for 10 minutes at most',
        ]
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

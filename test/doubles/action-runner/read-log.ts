import type { Annotation, StepResult } from './types.ts';

/** What GitHub shows of each kind of annotation a step, and of all kinds a job. */
const mostOfKind = 10;
const mostOfJob = 50;
/** Longer messages are cut by the runner. */
const mostMessage = 4096;

const known = new Set(
  (
    'error warning notice debug group endgroup add-mask echo set-output save-state ' +
    'add-matcher remove-matcher set-env add-path stop-commands'
  ).split(' '),
);

export type ReadLog = Pick<
  StepResult,
  'annotations' | 'lost' | 'log' | 'masks' | 'commands' | 'complaints' | 'outputs'
>;

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** Reads both outputs of a step line by line, as actions/runner does in ActionCommandManager. */
export function readLog(raw: string, shownInJob = 0): ReadLog {
  const all: Annotation[] = [];
  const lines: string[] = [];
  const masks: string[] = [];
  const commands: string[] = [];
  const complaints: string[] = [];
  const outputs: Record<string, string> = {};
  let resume: string | undefined;
  for (const line of raw.split(/\r\n|\r|\n/)) {
    const command = readCommand(line, resume);
    if (command === undefined) {
      lines.push(line);
      continue;
    }
    const { name, properties, data } = command;
    commands.push(name);
    if (name === resume) resume = undefined;
    else if (name === 'stop-commands') resume = data;
    else if (name === 'add-mask') masks.push(data);
    else if (name === 'set-output') outputs[properties['name'] ?? ''] = data;
    else if (name === 'set-env' || name === 'add-path')
      complaints.push(`The \`${name}\` command is disabled`);
    else if (name === 'error' || name === 'warning' || name === 'notice') {
      all.push({ kind: name, message: data.slice(0, mostMessage), properties });
      lines.push(`${name}: ${data}`);
    } else if (name === 'group' || name === 'debug') lines.push(data);
  }
  const { shown, lost } = limit(all, shownInJob);
  return {
    annotations: shown,
    lost,
    log: hide(lines.join('\n'), masks),
    masks,
    commands,
    complaints,
    outputs,
  };
}

/** Puts stars in place of every secret, the longest first. */
export function hide(text: string, masks: readonly string[]): string {
  const longest = masks.filter((mask) => mask.trim() !== '').sort((a, b) => b.length - a.length);
  return longest.reduce((hidden, mask) => hidden.replaceAll(mask, '***'), text);
}

function limit(all: readonly Annotation[], before: number): { shown: Annotation[]; lost: Annotation[] } {
  const shown: Annotation[] = [];
  const lost: Annotation[] = [];
  for (const one of all) {
    const same = shown.filter(({ kind }) => kind === one.kind).length;
    const fits = same < mostOfKind && before + shown.length < mostOfJob;
    (fits ? shown : lost).push(one);
  }
  return { shown, lost };
}

/** `::name key=value,...::data` behind white space, or the older `##[name key=value;...]data` anywhere. */
function readCommand(line: string, resume: string | undefined): Command | undefined {
  const found = readNew(line) ?? readOld(line);
  if (found === undefined) return undefined;
  // Nothing is obeyed until the agreed word comes.
  if (resume !== undefined) return found.name === resume ? found : undefined;
  return known.has(found.name) ? found : undefined;
}

function readNew(line: string): Command | undefined {
  const [, name = '', pairs = '', data = ''] = /^\s*::([^\s:]+)(?:\s+(.*?))?::(.*)$/s.exec(line) ?? [];
  if (name === '') return undefined;
  const escapes = { '%3A': ':', '%2C': ',' };
  return { name: name.toLowerCase(), properties: readPairs(pairs, ',', escapes), data: decode(data, {}) };
}

function readOld(line: string): Command | undefined {
  const [, name = '', pairs = '', data = ''] = /##\[([^\s\]]+)(?:\s+([^\]]*))?\](.*)$/s.exec(line) ?? [];
  if (name === '') return undefined;
  const escapes = { '%3B': ';', '%5D': ']' };
  return {
    name: name.toLowerCase(),
    properties: readPairs(pairs, ';', escapes),
    data: decode(data, escapes),
  };
}

function readPairs(text: string, between: string, escapes: Readonly<Record<string, string>>) {
  const pairs = text.split(between).flatMap((pair) => {
    const at = pair.indexOf('=');
    return at <= 0 ? [] : [[pair.slice(0, at).trim(), decode(pair.slice(at + 1), escapes)] as const];
  });
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function decode(text: string, more: Readonly<Record<string, string>>): string {
  const all: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', ...more };
  const once = Object.entries(all).reduce((decoded, [from, to]) => decoded.replaceAll(from, to), text);
  return once.replaceAll('%25', '%');
}

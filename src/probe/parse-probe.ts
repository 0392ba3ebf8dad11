import * as z from 'zod/mini';
import { readYaml } from '../rule/read-yaml.ts';
import { nameOfLanguage } from '../rule/rule-words.ts';
import { variablesOf } from '../rule/syntax-rule.ts';
import { tellIssues } from '../rule/tell-issues.ts';
import { probeSchema, type ProbeFile } from './probe-schema.ts';
import type { Probe, ProbeExample, Trigger } from './probe.ts';

/** Something wrong with a probe file. */
export interface ProbeProblem {
  /** `src/probe/catalogue/missing-await.yml:3:5`: 1-based line and column. */
  readonly where: string;
  readonly text: string;
}

export type ParsedProbe =
  | { readonly ok: true; readonly probe: Probe }
  | { readonly ok: false; readonly problems: readonly ProbeProblem[] };

const mostCharacters = 256 * 1024;

/** In questions and messages: the text of the line that the trigger found. */
const lineName = 'LINE';

/**
 * Reads one probe file.
 *
 * @param path for people, and for the check that the file is named after its probe
 */
export function parseProbe(path: string, text: string): ParsedProbe {
  const refuse = (...found: readonly (readonly [position: string, text: string])[]): ParsedProbe => ({
    ok: false,
    problems: found.map(([position, why]) => ({ where: `${path}:${position}`, text: why })),
  });
  if (text.length > mostCharacters) return refuse(['1:1', `larger than ${mostCharacters / 1024} KiB`]);
  const read = readYaml(text);
  if (read.problem) return refuse([read.problem.position, read.problem.text]);
  const [document, second] = read.documents;
  if (document === undefined) return refuse(['1:1', 'there is no probe in it']);
  if (second !== undefined) return refuse([second.positionOf([]), 'a file holds one probe']);
  const result = z.safeParse(probeSchema, document.value);
  if (!result.success) return refuse(...tellIssues(result.error.issues, document));
  const probe = toProbe(path, result.data);
  const loose = looseEnds(probe);
  return loose.length === 0
    ? { ok: true, probe }
    : refuse(...loose.map(({ at, why }) => [document.positionOf(at), why] as const));
}

function toProbe(path: string, file: ProbeFile): Probe {
  const example = ({ language, code, line, before }: ProbeFile['bad'][number]): ProbeExample => ({
    language: nameOfLanguage(language),
    code,
    ...(line === undefined ? {} : { line }),
    ...(before === undefined ? {} : { before }),
  });
  const { id, category, severity, title, message, questions } = file;
  return {
    id,
    path,
    category,
    severity,
    title,
    message,
    questions,
    triggers: file.triggers.map(({ languages, rule, constraints, utils, at }) => ({
      languages: [...new Set(languages.map(nameOfLanguage))],
      syntax: { rule, ...(constraints && { constraints }), ...(utils && { utils }) },
      ...(at === undefined ? {} : { at: at.replace('$', '') }),
    })),
    bad: file.bad.map(example),
    good: file.good.map(example),
  };
}

interface LooseEnd {
  readonly at: readonly PropertyKey[];
  readonly why: string;
}

/** What the schema cannot see: names without a variable, examples without a trigger. */
function looseEnds({ triggers, questions, message, bad, good }: Probe): LooseEnd[] {
  const bound = triggers.map((trigger) => new Set(variablesOf(trigger.syntax)));
  const everywhere = (name: string): boolean => name === lineName || bound.every((names) => names.has(name));
  const unknown = (text: string): string[] =>
    [...text.matchAll(/\{([A-Z][A-Z0-9_]*)\}/g)].flatMap(([, name = '']) => (everywhere(name) ? [] : [name]));
  const texts: readonly (readonly [readonly PropertyKey[], string])[] = [
    ...questions.map((text, index) => [['questions', index], text] as const),
    [['message'], message],
  ];
  return [
    ...triggers.flatMap(({ at }, index) =>
      at === undefined || bound[index]?.has(at)
        ? []
        : [{ at: ['triggers', index, 'at'], why: `the rule has no variable $${at}` }],
    ),
    ...texts.flatMap(([at, text]) =>
      unknown(text).map((name) => ({ at, why: `not every trigger has a variable $${name}` })),
    ),
    ...examplesWithout(triggers, 'bad', bad),
    ...examplesWithout(triggers, 'good', good),
  ];
}

function examplesWithout(
  triggers: readonly Trigger[],
  key: 'bad' | 'good',
  examples: readonly ProbeExample[],
): LooseEnd[] {
  const languages = new Set(triggers.flatMap((trigger) => trigger.languages));
  return examples.flatMap(({ language }, index) =>
    languages.has(language) ? [] : [{ at: [key, index, 'language'], why: `no trigger looks at ${language}` }],
  );
}

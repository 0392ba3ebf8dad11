import { readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { askFile, lookMs, replyFile, startFile, type Ask, type Reply, type Start } from '../protocol.ts';
import { checkFile } from './check-file.ts';
import { createProject, type Project } from './create-project.ts';
import { readTypes } from './read-types.ts';
import { loadCompiler } from './load-compiler.ts';

/** Entry of the process that runs a repository's compiler: answers one question after the other, in the folder that it starts in. */

const { root } = JSON.parse(readFileSync(startFile, 'utf8')) as Start;
const projects = new Map<string, Project | string>();

/** Files of one folder belong to one project. */
function projectOf(path: string): Project | string {
  const folder = dirname(path);
  const known = projects.get(folder) ?? open(path);
  projects.set(folder, known);
  return known;
}

function open(path: string): Project | string {
  const compiler = loadCompiler(path);
  return typeof compiler === 'string' ? compiler : createProject(compiler, root, path);
}

function answer(ask: Ask): Reply {
  try {
    const project = projectOf(ask.path);
    if (typeof project === 'string') return { kind: 'unusable', reason: project };
    if (ask.kind === 'types') return { kind: 'types', types: readTypes(project, ask.path, ask.name) };
    return checkFile(project, ask.path, ask.text, ask.fix);
  } catch (error) {
    return {
      kind: 'unusable',
      reason: `TypeScript failed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

let number = 1;

function look(): void {
  let ask: Ask;
  try {
    ask = JSON.parse(readFileSync(askFile(number), 'utf8')) as Ask;
  } catch {
    return;
  }
  unlinkSync(askFile(number));
  writeFileSync(`${replyFile(number)}.part`, JSON.stringify(answer(ask)));
  renameSync(`${replyFile(number)}.part`, replyFile(number));
  number++;
}

setInterval(look, lookMs);

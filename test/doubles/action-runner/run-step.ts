import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readAction } from './read-action.ts';
import { readSummary, readValues } from './read-file-commands.ts';
import { hide, readLog } from './read-log.ts';
import { complaintsAbout, stepEnvironment, type StepFiles } from './step-environment.ts';
import type { StepOptions, StepResult } from './types.ts';

/** Runs one step that uses the action, as a runner does. */
export async function runStep(options: StepOptions): Promise<StepResult> {
  const action = await readAction(options.actionFolder);
  const main = join(options.actionFolder, action.main);
  if (!existsSync(main)) throw new Error(`File not found: '${main}'`);
  const files = makeFiles(options);
  const env = stepEnvironment(options, action, files);
  const command = [...(options.wrapper ?? []), options.node ?? process.execPath, main];
  const start = performance.now();
  const { exitCode, raw } = await run(command, files.workspace, env);
  const milliseconds = performance.now() - start;
  const seen = readLog(raw, options.shownInJob);
  const [outputs, later, state] = [files.output, files.env, files.state].map(readValues);
  const { summary, problem } = readSummary(files.summary);
  const problems = [outputs?.problem, later?.problem, state?.problem].filter((one) => one !== undefined);
  return {
    ...seen,
    exitCode,
    conclusion: exitCode === 0 && problems.length === 0 ? 'success' : 'failure',
    raw,
    outputs: { ...seen.outputs, ...outputs?.values },
    env: later?.values ?? {},
    state: state?.values ?? {},
    path: readFileSync(files.path, 'utf8').split('\n').filter(Boolean),
    summary: hide(summary, seen.masks),
    complaints: [
      ...complaintsAbout(options, action),
      ...seen.complaints,
      ...problems,
      ...(problem === undefined ? [] : [problem]),
    ],
    milliseconds,
  };
}

/** A new folder for each step, with the empty files that a runner makes. */
function makeFiles({ folder, workspace, event }: StepOptions): StepFiles {
  mkdirSync(folder, { recursive: true });
  const step = mkdtempSync(join(folder, 'step-'));
  const make = (name: string): string => {
    mkdirSync(join(step, name));
    return join(step, name);
  };
  const write = (name: string, text: string): string => {
    writeFileSync(join(step, name), text);
    return join(step, name);
  };
  return {
    event: write('event.json', JSON.stringify(event.payload)),
    output: write('output', ''),
    env: write('env', ''),
    state: write('state', ''),
    path: write('path', ''),
    summary: write('summary', ''),
    home: make('home'),
    temp: make('temp'),
    toolCache: make('tools'),
    workspace: workspace ?? make('workspace'),
  };
}

function run(
  command: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ exitCode: number | null; raw: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const lines: string[] = [];
    collectLines(child.stdout, lines);
    collectLines(child.stderr, lines);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, raw: lines.join('\n') }));
  });
}

/** Whole lines in the order in which they end: two streams must not cut each other's in two. */
function collectLines(stream: Readable, lines: string[]): void {
  let open = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const parts = `${open}${text}`.split('\n');
    open = parts.pop() ?? '';
    lines.push(...parts);
  });
  stream.on('end', () => void (open === '' || lines.push(open)));
}

import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statementParts } from '../../src/docstring/statements.ts';
import { addToReplay, readReplay } from '../review/replay-file.ts';
import { thisMachine } from '../review/render-section.ts';
import { writeSection } from '../review/write-section.ts';
import { collectFunctions, type BareFunction } from './collect-functions.ts';
import { describeFunctions } from './describe-functions.ts';
import { inDrawnOrder } from './draw.ts';
import { readPackages } from './fetch-packages.ts';
import { measureStatements } from './measure-statements.ts';
import { openReplay, openServer, openSyntax } from './open-tools.ts';
import { tallySample } from './read-sample.ts';
import { renderDocsSection } from './render-docs-section.ts';
import { readRunArguments, usage, type RunArguments } from './run-arguments.ts';
import { manners, runFunctions } from './run-functions.ts';
import { readVerdicts } from './verdicts.ts';
import type { DocSyntax } from '../../src/review/ports.ts';

/** `npm run bench:docs`: documents bare functions of real packages and says how that went. */
const here = import.meta.dirname;
const measuredFile = join(here, '../../src/probe/measured-statements.json');
const perPackage = 8;

try {
  await main(readRunArguments(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
  process.exitCode = 2;
}

async function main(args: RunArguments): Promise<void> {
  const syntax = openSyntax();
  const functions = (await allFunctions(syntax)).slice(0, args.count);
  const replay = replayFile(args.model);
  const asked = await (args.server === undefined ? openReplay(replay) : openServer(args.server, args.model));
  try {
    const { said, failed } = await describeFunctions(functions, asked.ports.describe);
    const runs = [];
    for (const manner of manners)
      runs.push(await runFunctions(functions, manner, { ...asked.ports, syntax }));
    const halves = (['design', 'aside'] as const).map(
      async (half) => [half, await measureStatements(functions, said, readVerdicts(half), asked)] as const,
    );
    const measured = Object.fromEntries(await Promise.all(halves));
    const kept = args.server === undefined ? readReplay(replay) : undefined;
    const section = renderDocsSection({
      card: asked.card,
      date: args.date ?? kept?.date ?? '',
      hardware: args.hardware ?? kept?.hardware ?? thisMachine(),
      command: args.command,
      functions,
      failed,
      runs,
      tallies: tallySample(
        runs.filter(({ complaints }) => complaints === undefined),
        said,
      ),
      measured,
      replies: [...asked.used.values()],
    });
    process.stdout.write(`${section}\n`);
    if (args.thresholds) writeMeasured(args.model, measured['design']);
    if (args.record) {
      const used = [...asked.used].map(([key, completion]) => ({ key, completion }));
      const about = { card: asked.card, date: args.date ?? '', hardware: args.hardware ?? thisMachine() };
      addToReplay(replay.replace(/\.gz$/, ''), about, used, []);
    }
    if (args.date !== undefined) writeSection(join(here, 'RESULTS.md'), `docs-${args.model}`, section);
  } finally {
    await asked.model.close();
  }
}

async function allFunctions(syntax: DocSyntax): Promise<readonly BareFunction[]> {
  const found: BareFunction[] = [];
  for (const source of readPackages()) found.push(...(await collectFunctions(source, perPackage, syntax)));
  return inDrawnOrder(found);
}

function replayFile(model: string): string {
  const plain = join(here, 'replay', `${model.replace(/[^\w.-]/g, '-')}.jsonl`);
  return existsSync(plain) ? plain : `${plain}.gz`;
}

/** The thresholds of the product come from the half that was seen while it was made; the other half only judges them. */
function writeMeasured(model: string, scores: unknown): void {
  const names = `^(?:.*/)?${model.replaceAll('.', '\\.').replaceAll(':', '[:-]')}\\b`;
  writeFileSync(measuredFile, `${JSON.stringify([{ names, scores }])}\n`);
  process.stderr.write(`${statementParts.length} parts written to src/probe/measured-statements.json\n`);
}

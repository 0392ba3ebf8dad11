import { usualWords } from '../framework.ts';
import { chooseLayout } from './choose-layout.ts';
import type { FoundSetup, Launch } from './found-setup.ts';
import { listPythonTests } from './list-test-files.ts';
import { pickOptions } from './pick-options.ts';
import { foldersUp, folderOf, isInside, joinPath, type RepositoryView } from './repository-view.ts';
import { splitCommand } from './split-command.ts';
import { writeCommand } from './write-command.ts';

const configurations = ['pytest.ini', '.pytest.ini', 'pyproject.toml', 'tox.ini', 'setup.cfg'];

/** Where pytest is configured; or else tests that it would find. */
export async function detectPython(view: RepositoryView, source: string): Promise<FoundSetup | undefined> {
  for (const folder of foldersUp(folderOf(source))) {
    for (const name of configurations) {
      const text = await view.read(joinPath(folder, name));
      if (text !== undefined && isOfPytest(name, text)) return found(view, folder, text);
    }
  }
  return listPythonTests(view.paths, '').length === 0 ? undefined : found(view, '', '');
}

function isOfPytest(name: string, text: string): boolean {
  return name.endsWith('pytest.ini') || /^\[(?:tool[.:])?pytest\b/m.test(text);
}

function found(view: RepositoryView, folder: string, configuration: string): FoundSetup {
  const testFiles = listPythonTests(view.paths, folder);
  const { options } = pickOptions('pytest', addedOptions(configuration));
  const launch: Launch = { folder, nodeOptions: [], options, env: {}, suite: [], testFiles };
  const layout = chooseLayout(
    testFiles,
    view.paths.filter((path) => isInside(path, folder)),
  );
  return {
    setup: {
      framework: 'pytest',
      modules: 'python',
      language: 'python',
      hasGlobals: false,
      words: usualWords,
      assertions: 'python-assert',
      layout: layout ?? { kind: 'mirrored', folder: joinPath(folder, 'tests'), suffix: '.py' },
      command: writeCommand('pytest', { ...launch, options: [] }),
    },
    launch,
  };
}

/** Words of `addopts`, in an ini file or in TOML, there as text or as a list. */
function addedOptions(configuration: string): readonly string[] {
  const value = /^addopts\s*=\s*(\[[^\]]*\]|"""[^]*?"""|.*(?:\n[ \t]+.*)*)/m.exec(configuration)?.[1] ?? '';
  const text = value.replace(/^\[|\]$|"""/g, ' ').replaceAll(',', value.startsWith('[') ? ' ' : ',');
  const line = text.replaceAll('\n', ' ').trim();
  const isQuoted = !value.startsWith('[') && /^(["']).*\1$/s.test(line);
  return splitCommand(isQuoted ? line.slice(1, -1) : line).flat();
}

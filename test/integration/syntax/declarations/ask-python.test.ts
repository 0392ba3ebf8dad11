import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../src/log.ts';
import { askPython } from '../../../../src/syntax/declarations/ask-python.ts';
import { hasProgram } from '../../../e2e/has-program.ts';

const here = { python: 'python3', env: process.env, log: silentLog };
const before = 'def load(path):\n    return path\n';

const isThere = await hasProgram('python3');

describe.skipIf(!isThere)('askPython', () => {
  it.each([
    ['a docstring more', 'def load(path):\n    """Loads."""\n    return path\n', true],
    ['another statement', 'def load(path):\n    go()\n    return path\n', false],
    ['a string that is no docstring', 'def load(path):\n    return path\n    """Loads."""\n', false],
    ['a docstring that never ends', 'def load(path):\n    """Loads.\n    return path\n', false],
    ['an escape that no string may hold', 'def load(path):\n    """\\N{}"""\n    return path\n', false],
  ])('knows %s', async (_, after, answer) => {
    expect(await askPython(before, after, here)).toBe(answer);
  });

  it('reads over a byte order mark, and line ends of any kind', async () => {
    const text = '\ufeffdef load(path):\r\n    return path\r\n';
    const after = '\ufeffdef load(path):\r\n    """Loads."""\r\n    return path\r\n';
    expect(await askPython(text, after, here)).toBe(true);
  });

  it('is no witness of what it cannot read', async () => {
    expect(await askPython('def load(', before, here)).toBeUndefined();
    expect(await askPython(`${'('.repeat(5000)}1${')'.repeat(5000)}`, before, here)).toBeUndefined();
  });

  it('is no witness where it is not there', async () => {
    expect(await askPython(before, before, { ...here, python: 'no-such-python' })).toBeUndefined();
  });
});

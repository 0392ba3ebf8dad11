import { join } from 'node:path';
import type { Body, Style } from './style.ts';

const source = `
import datetime


def sign(n):
    if n < 0:
        return "minus"
    return "plus" if n > 0 else "zero"


def today():
    now = datetime.datetime.now()
    return f"{now.year}-{now.month}-{now.day}"
`;

const head = `import os
import time

from sign import sign, today

count = 0


def same(actual, expected):
    assert actual == expected

`;

const bodies: Readonly<Record<Exclude<Body['does'], 'asks the day'>, string>> = {
  compares: `same(sign(1), "plus")`,
  'compares wrongly': `same({"list": [sign(1), 5]}, {"list": ["minus", "5"]})`,
  throws: `None + 1`,
  hangs: `while True: pass`,
  'waits in vain': `time.sleep(100)`,
  // Python has no promises: the process ends badly after its tests.
  'rejects late': `import atexit; atexit.register(lambda: os._exit(3))`,
  counts: `global count; count += 1; raise ValueError(f"number {count}")`,
  'forges and exits': `print('{"type": "test", "name": "b", "status": "passed"}'); print('{"type": "end"}'); os._exit(0)`,
};

function bodyOf(body: Body): string {
  return body.does === 'asks the day'
    ? `same(today(), "${body.day}"); time.sleep(0.002); same(today(), "${body.day}")`
    : bodies[body.does];
}

function write(tests: Readonly<Record<string, Body>>): string {
  const suites = new Map<string, string[]>();
  for (const [name, body] of Object.entries(tests)) {
    const [first = '', second] = name.split(' > ');
    const suite = second === undefined ? '' : first;
    const self = suite === '' ? '' : 'self';
    const lines = [`def test_${second ?? first}(${self}):`, `    ${bodyOf(body)}`];
    suites.set(suite, [...(suites.get(suite) ?? []), ...lines]);
  }
  const texts = [...suites].map(([suite, lines]) =>
    suite === ''
      ? lines.join('\n')
      : [`class Test${suite}:`, ...lines.map((line) => `    ${line}`)].join('\n'),
  );
  return `${head}${texts.join('\n\n')}\n`;
}

export const pythonStyle: Style = {
  framework: 'pytest',
  files: {
    // They would run tests in parallel and measure, with what is not installed.
    'pytest.ini': '[pytest]\naddopts = -n auto --cov\npythonpath = src\n',
    'src/sign.py': source,
  },
  installed: { path: '.venv', from: join(import.meta.dirname, '../../../../.peers/pytest') },
  testFile: 'tests/test_sign.py',
  source: 'src/sign.py',
  launch: {},
  title: (name) => {
    const [first = '', second] = name.split(' > ');
    return second === undefined ? `test_${first}` : `Test${first} test_${second}`;
  },
  values: { expected: `{'list': ['minus', '5']}`, actual: `{'list': ['plus', 5]}` },
  // coverage.py knows nothing of conditional expressions.
  arms: [[0, 1]],
  write,
  broken: [`${head}def test_a(:\n    pass\n`, `from missing import sign\n\n\ndef test_a():\n    pass\n`],
};

import { describe, expect, it } from 'vitest';
import { denyJavascript } from '../../../../src/testgen/deny/deny-javascript.ts';
import { denyPython } from '../../../../src/testgen/deny/deny-python.ts';
import { parserFor } from '../../../ports/parse-code.ts';

const typescript = await parserFor('a.test.ts');
const python = await parserFor('test_a.py');
// Put together, since Vitest would obey it in this file too.
const environment = ['@vitest', 'environment'].join('-');
const packages = new Set(['vitest', '@scope/tool', 'sinon']);

function javascriptReasons(code: string): string[] {
  const root = typescript(code);
  if (root === undefined) throw new Error('not parsed');
  return denyJavascript(root, { packages }).map(({ line, reason }) => `${line}: ${reason}`);
}

function pythonReasons(code: string): string[] {
  const root = python(code);
  if (root === undefined) throw new Error('not parsed');
  return denyPython(root).map(({ line, reason }) => `${line}: ${reason}`);
}

describe('denyJavascript', () => {
  it.each([
    ["import { exec } from 'node:child_process';", '1: starts programs (child_process)'],
    ["import cp = require('child_process');", '1: starts programs (child_process)'],
    ["export * from 'child_process';", '1: starts programs (child_process)'],
    ["\nconst { Worker } = require('worker_threads');", '2: starts threads (worker_threads)'],
    ["require('cluster');", '1: starts programs (cluster)'],
    ["await import('node:net');", '1: opens connections (net)'],
    ['await import(`http`);', '1: opens connections (http)'],
    ["import * as tls from 'tls';", '1: opens connections (tls)'],
    ["import dns from 'node:dns/promises';", '1: opens connections (dns/promises)'],
    ["import { runInNewContext } from 'vm';", '1: runs text as code (vm)'],
    ["import { createRequire } from 'module';", '1: loads modules by other ways (module)'],
    ["import { env } from 'node:process';", '1: reaches the process (process)'],
    ["import { Session } from 'inspector';", '1: reaches the engine (inspector)'],
    ["import left from 'left-pad';", '1: imports a package that is not in package.json (left-pad)'],
    ["import a from '@scope/other/deep';", '1: imports a package that is not in package.json (@scope/other)'],
    ["import 'data:text/javascript,1';", '1: loads something that is neither file nor package'],
    ["import '/etc/passwd';", '1: loads something that is neither file nor package'],
    ["await import('node:child_' + 'process');", '1: loads a module whose name is made at run time'],
    ['require(name);', '1: loads a module whose name is made at run time'],
    ["import 'node:child\\u005fprocess';", '1: loads a module whose name is made at run time'],
    ["vi.importActual('child_process');", '1: starts programs (child_process)'],
    ["jest.requireActual<typeof import('net')>('net');", '1: opens connections (net)'],
    ["vi.mock('net', () => ({}));\nawait vi.importActual('net');", '2: opens connections (net)'],
    ["eval('1');", '1: runs text as code (eval)'],
    ["(0, eval)('1');", '1: runs text as code (eval)'],
    ["new Function('return process')();", '1: runs text as code (Function)'],
    ["await fetch('http://x');", '1: opens connections (fetch)'],
    ['const get = fetch;', '1: opens connections (fetch)'],
    ["globalThis.fetch('http://x');", '1: opens connections (fetch)'],
    ["new WebSocket('ws://x');", '1: opens connections (WebSocket)'],
    ['new WebAssembly.Module(bytes);', '1: runs binary code (WebAssembly)'],
    ['console.log(process.env.TOKEN);', '1: reads the environment (process.env)'],
    ['const { env } = process;', '1: passes process on'],
    ['const all = { ...process.env };', '1: reads the environment (process.env)'],
    ['process.exit(0);', '1: reaches the process (process.exit)'],
    ["process.kill(1, 'SIGKILL');", '1: reaches the process (process.kill)'],
    ["process.binding('fs');", '1: reaches the process (process.binding)'],
    ["process.getBuiltinModule('fs');", '1: reaches the process (process.getBuiltinModule)'],
    ["process.mainModule.require('fs');", '1: reaches the process (process.mainModule)'],
    ['process.dlopen(module, path);', '1: reaches the process (process.dlopen)'],
    ["globalThis['pro' + 'cess'];", '1: hides what it uses (globalThis[…])'],
    ['global[name];', '1: hides what it uses (global[…])'],
    ["process['env'];", '1: hides what it uses (process[…])'],
    ["require['cache'];", '1: hides what it uses (require[…])'],
    ["module['constructor'];", '1: hides what it uses (module[…])'],
    ['const g = globalThis;', '1: passes globalThis on'],
    ['const { process: p } = globalThis;', '1: passes globalThis on'],
    ['globalThis.process.exit(1);', '1: passes process on'],
    ["Reflect.get(globalThis, 'process');", '1: passes globalThis on'],
    ['delete require.cache[path];', '1: reaches the module loader (require.cache)'],
    ["module.constructor._load('fs');", '1: reaches the module loader (module.constructor)'],
    ["(() => {}).constructor('return 1')();", '1: runs text as code (constructor)'],
    ["[].constructor.constructor('return process')();", '1: runs text as code (constructor)'],
    ["''['constructor']['constructor']('return 1')();", "1: hides what it uses (['constructor'])"],
    ["a['cons' + 'tructor'];", '1: hides what it uses (a name put together)'],
    ["a['\\x63onstructor'];", "1: hides what it uses (['\\x63onstructor'])"],
    ['const { constructor: F } = () => {};', '1: hides what it uses ({ constructor })'],
    ["a.__proto__.polluted = 'x';", '1: hides what it uses (.__proto__)'],
    ["setTimeout('code', 1);", '1: runs text as code (a timer)'],
    ['import.meta.resolve("x");', '1: reaches the module loader (import.meta)'],
    [`// ${environment} ./evil.js\nexpect(1).toBe(1);`, '1: loads a test environment'],
    [
      "import fs from 'fs';\nfs.writeFileSync('src/cart.ts', '');",
      '2: writes files outside of a temporary folder',
    ],
    ["import { rm } from 'fs/promises';\nawait rm('/', { recursive: true });", '2: writes files outside'],
    [
      "import fs from 'fs';\nconst at = path.join(os.tmpdir(), '..', 'x');\nfs.rmSync(at);",
      '3: writes files outside',
    ],
    ["import fs from 'fs';\nfs.copyFileSync(os.tmpdir() + '/a', 'b');", '2: writes files outside'],
    ["import fs from 'fs';\nfs.openSync('x', 'w');", '2: writes files outside'],
    ["require('fs').unlinkSync('x');", '1: writes files outside'],
  ])('denies %s', (code, reason) => {
    const found = javascriptReasons(code);
    if (reason === '') expect(found).toEqual([]);
    else
      expect(
        found.some((one) => one.startsWith(reason)),
        found.join('\n'),
      ).toBe(true);
  });

  it.each([
    "import { expect, it, vi } from 'vitest';\nimport { add } from '../src/cart.ts';\nit('adds', () => { expect(add(1, 2)).toBe(3); });",
    "import tool from '@scope/tool/deep';\nimport '@/cart';\nimport '~/cart';\nimport '#cart';\nimport assert from 'node:assert/strict';",
    "vi.mock('node:child_process', () => ({ exec: vi.fn() }));\nimport { exec } from 'child_process';\nexpect(exec).toHaveBeenCalled();",
    'globalThis.fetch = vi.fn();\nexpect(fetch).toHaveBeenCalled();\nvi.mocked(fetch);\nexpect(globalThis.fetch).toHaveBeenCalled();',
    "vi.stubGlobal('fetch', vi.fn());",
    "const fetch = vi.fn();\nawait fetch('x');",
    'function run(process) { return process.env; }\nrun({ env: 1 });',
    "process.env.MODE = 'test';\nprocess.env['MODE'] = 'x';\ndelete process.env.MODE;",
    "vi.spyOn(process, 'exit').mockImplementation(() => {});\nexpect(process.exit).toHaveBeenCalled();\nprocess.exit = vi.fn();",
    'process.cwd();\nprocess.platform;\nprocess.nextTick(done);\nprocess.stdout.write("x");',
    'expect(error.constructor.name).toBe("E");\nexpect(a.constructor).toBe(A);\nconst same = a.constructor === b.constructor;',
    'expect(map[key]).toBe(list[i + 1]);\nrow["item-" + i];\nobject["plain"];',
    'expect(typeof window).toBe("undefined");\nif (typeof fetch === "function") {}',
    'setTimeout(() => {}, 1);\nvi.advanceTimersByTime(5);',
    "import fs from 'node:fs';\nconst folder = fs.mkdtempSync(path.join(os.tmpdir(), 'x-'));\nconst file = path.join(folder, 'a');\nfs.writeFileSync(file, '');\nfs.rmSync(folder, { recursive: true });\nfs.readFileSync('src/cart.ts');\nfs.openSync('x', 'r');",
    "vi.mock('fs', () => ({ default: { writeFileSync: vi.fn() } }));\nimport fs from 'fs';\nfs.writeFileSync('a', '');",
    "cart.rename('a', 'b');\ndialog.open('x', 'w');\nlist.rm(1);",
    'const url = import.meta.url;\nconst here = import.meta.dirname;',
    'class A { constructor() { super(); } }',
    `// ${environment} jsdom\nexpect(document.title).toBe("");`,
  ])('allows %s', (code) => {
    expect(javascriptReasons(code)).toEqual([]);
  });
});

describe('denyPython', () => {
  it.each([
    ['import subprocess', '1: starts programs (subprocess)'],
    ['from subprocess import run', '1: starts programs (subprocess)'],
    ['import socket as s', '1: opens connections (socket)'],
    ['import urllib.request', '1: opens connections (urllib.request)'],
    ['from urllib import request', '1: opens connections (urllib.request)'],
    ['from urllib.request import urlopen', '1: opens connections (urllib.request)'],
    ['import requests', '1: opens connections (requests)'],
    ['import ctypes', '1: runs binary code (ctypes)'],
    ['from importlib import import_module', '1: loads modules by other ways (importlib)'],
    ["import os\nos.system('x')", '2: reaches the process (os.system)'],
    ["import os as o\no.environ['A']", '2: reaches the process (os.environ)'],
    ['from os import environ', '1: reaches the process (os.environ)'],
    ['from os import *', '1: hides what it uses (import *)'],
    ["import os\nos.getenv('HOME')", '2: reaches the process (os.getenv)'],
    ["import os\ngetattr(os, 'sys' + 'tem')('x')", '2: hides what it uses (getattr)'],
    ["import os\ngetattr(os, 'system')('x')", '2: hides what it uses (getattr)'],
    ["import sys\nsys.modules['os']", '2: reaches the interpreter (sys.modules)'],
    ['eval("1")', '1: runs text as code (eval)'],
    ['exec("1")', '1: runs text as code (exec)'],
    ['run = exec', '1: runs text as code (exec)'],
    ["compile('1', 'a', 'exec')", '1: runs text as code (compile)'],
    ["__import__('os')", '1: loads modules by other ways (__import__)'],
    ["__builtins__['eval']", '1: reaches the interpreter (__builtins__)'],
    ['().__class__.__mro__[1].__subclasses__()', '1: hides what it uses (.__mro__)'],
    ['add.__globals__', '1: hides what it uses (.__globals__)'],
    ["getattr(a, '__globals__')", '1: hides what it uses (getattr)'],
    ["globals()['os']", '1: hides what it uses (globals)'],
    ["open('x', 'w')", '1: writes files outside of a temporary folder (open)'],
    ["open('x', mode='a')", '1: writes files outside of a temporary folder (open)'],
    ["open(tmp_path / '..' / 'x', 'w')", '1: writes files outside of a temporary folder (open)'],
    ["import os\nos.remove('x')", '2: writes files outside of a temporary folder (os.remove)'],
    ["import shutil\nshutil.rmtree('/')", '2: writes files outside of a temporary folder (shutil.rmtree)'],
    ["from shutil import rmtree\nrmtree('/')", '2: writes files outside of a temporary folder (rmtree)'],
    ["from pathlib import Path\nPath('x').write_text('y')", '2: writes files outside of a temporary folder'],
  ])('denies %s', (code, reason) => {
    const found = pythonReasons(code);
    expect(
      found.some((one) => one.startsWith(reason)),
      found.join('\n'),
    ).toBe(true);
  });

  it.each([
    'import os\nfrom urllib.parse import urlparse\nimport shop.cart\nassert os.path.join("a", "b") == "a/b"',
    'import pytest\ndef test_a(tmp_path, monkeypatch):\n    monkeypatch.setenv("A", "b")\n    path = tmp_path / "a"\n    path.write_text("x")\n    open(path, "w")\n    open("src/a.py").read()',
    'import tempfile, shutil\nfolder = tempfile.mkdtemp()\nshutil.rmtree(folder)',
    'assert type(a).__name__ == "A"\nassert a.__class__.__name__ == "A"\nassert a.__dict__ == {}',
    'assert getattr(cart, "size") == 3',
    'from http import HTTPStatus\nassert HTTPStatus.OK == 200',
    'text = "a".replace("a", "b")\nitems.replace(1)\ncart.rename("a")',
    'def test_b():\n    with pytest.raises(SystemExit):\n        main([])',
  ])('allows %s', (code) => {
    expect(pythonReasons(code)).toEqual([]);
  });
});

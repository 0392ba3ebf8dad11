import { describe, expect, it } from 'vitest';
import type { FileChange, Line } from '../../../src/change/change.ts';
import { exclusionOf, isChosen, type ExclusionFacts } from '../../../src/change/exclude-file.ts';

const policy = { excludeGlobs: [], maxFileBytes: 1_000_000 };

function fileOf(path: string, parts: Partial<FileChange> = {}): FileChange {
  return {
    path,
    basePath: path,
    status: 'modified',
    baseMode: '100644',
    headMode: '100644',
    baseBlob: undefined,
    headBlob: undefined,
    binary: false,
    submodule: false,
    encoding: 'utf8',
    hunks: hunksOf('const total = 1;'),
    ...parts,
  };
}

function hunksOf(...texts: string[]): FileChange['hunks'] {
  const lines = texts.map((text, index): Line => ({
    ...{ side: 'head', text, newline: true },
    ...{ baseLine: undefined, headLine: index + 1 },
  }));
  const counts = { baseStart: 0, baseCount: 0, headStart: 1, headCount: lines.length };
  return [{ ...counts, section: '', lines }];
}

function reason(path: string, facts: ExclusionFacts = {}, excludeGlobs: string[] = []): string | undefined {
  return exclusionOf(fileOf(path), facts, { ...policy, excludeGlobs });
}

describe('ordinary source is reviewed', () => {
  it.each(
    `src/vendor-list.ts src/vendor/vendor.service.ts backend/vendor/index.ts lib/generated.ts src/generated/index.ts
     lock.ts src/lock/lock.go build.ts build/release.ts scripts/build.sh data/index.ts src/data/users.ts dist.ts
     src/dist/poisson.ts src/cmd/dist/build.go src/target/aim.ts rules/out/rule.ts snap.ts src/snap.rs min.js
     src/min.js src/find-min.js src/admin.js map.ts src/map.go src/pb.go src/binary.ts src/minified.ts Lockfile.rb
     package.json tsconfig.json composer.json .github/workflows/ci.yml docker-compose.yaml schema.sql migrations/1.sql
     Cargo.toml go.mod Gemfile pyproject.toml .eslintrc.json locales/en.json src/key_gen.go pods.yaml README.md
     requirements.txt Makefile Dockerfile .env src/designer.cs src/Designer/form.cs third_party.bzl node_modules.ts
     src/svg.tsx src/csv.py web/po.js private.pem a.PY src/@generated.ts`
      .split(/\s+/)
      .filter((path) => path !== ''),
  )('%s', (path) => {
    expect(reason(path)).toBeUndefined();
  });
});

describe('names', () => {
  it.each([
    [
      'lock file',
      'package-lock.json sub/yarn.lock pnpm-lock.yaml Cargo.lock go.sum poetry.lock uv.lock Gemfile.lock composer.lock flake.lock Podfile.lock gradle.lockfile packages.lock.json mix.lock bun.lockb .terraform.lock.hcl',
    ],
    [
      'generated',
      'api/user.pb.go api/user_pb2.py api/user_pb2_grpc.py a.g.dart Form.Designer.cs x.generated.ts dist/index.js packages/a/dist/index.js app.js.map a.css.map test/__snapshots__/a.ts.snap target/debug/x.rs schema.gen.go',
    ],
    [
      'vendored',
      'vendor/a.go svc/vendor/github.com/x/y.go node_modules/a/index.js pkg/node_modules/a.js third_party/zlib/a.c app/assets/vendor/jquery.js ios/Pods/A/a.m Godeps/a.go',
    ],
    ['minified', 'public/app.min.js style.min.css'],
    ['data file', 'a.csv b.tsv c.jsonl d.svg font.woff2 notes.ipynb locale/de.po'],
  ])('%s', (expected, paths) => {
    for (const path of paths.split(' ')) expect([path, reason(path)]).toEqual([path, expected]);
  });

  it('believes .gitattributes, also when it says no', () => {
    expect(reason('src/a.ts', { attributes: { generated: true } })).toBe('generated (linguist-generated)');
    expect(reason('src/a.ts', { attributes: { vendored: true } })).toBe('vendored (linguist-vendored)');
    expect(reason('dist/a.ts', { attributes: { generated: false } })).toBeUndefined();
    expect(reason('a.ts', { attributes: { generated: false }, headText: '// @generated\n' })).toBeUndefined();
    expect(reason('vendor/a.ts', { attributes: { vendored: false } })).toBeUndefined();
    expect(reason('vendor/a.ts', { attributes: { generated: false } })).toBe('vendored');
  });

  it('matches globs as .gitignore does and names the glob', () => {
    expect(reason('src/a.spec.ts', {}, ['*.spec.ts'])).toBe('excluded by "*.spec.ts"');
    expect(reason('docs/deep/.x.ts', {}, ['docs/**'])).toBe('excluded by "docs/**"');
    expect(reason('docs/a.ts', {}, ['docs/'])).toBe('excluded by "docs/"');
    expect(reason('src/docs/a.ts', {}, ['/docs/**'])).toBeUndefined();
    expect(reason('docs/a.ts', {}, ['docs/**', '!docs/a.ts'])).toBeUndefined();
    expect(reason('src/a.ts', {}, ['docs/**', '*.md'])).toBeUndefined();
  });
});

describe('kinds of change', () => {
  it.each([
    ['no content change', { status: 'renamed', hunks: [] }],
    ['no content change', { headMode: '100755', hunks: [] }],
    ['empty file', { status: 'added', hunks: [] }],
    ['submodule', { submodule: true }],
    ['binary', { binary: true, hunks: [] }],
    ['deleted file', { status: 'deleted' }],
    ['symbolic link', { headMode: '120000' }],
  ] as const)('%s', (expected, parts) => {
    expect(exclusionOf(fileOf('src/a.ts', parts), {}, policy)).toBe(expected);
  });

  it('reviews a file that only lost lines', () => {
    const removed: Line = { side: 'base', text: 'check();', baseLine: 4, headLine: undefined, newline: true };
    const hunk = { baseStart: 4, baseCount: 1, headStart: 3, headCount: 0, section: '', lines: [removed] };

    expect(exclusionOf(fileOf('src/a.ts', { hunks: [hunk] }), {}, policy)).toBeUndefined();
  });
});

describe('texts', () => {
  it.each([
    '// Code generated by protoc-gen-go. DO NOT EDIT.',
    '# Generated by the protocol buffer compiler.  DO NOT EDIT!',
    '/**\n * @generated SignedSource<<1>>\n */',
    '// <auto-generated>',
    '/* This file was automatically generated by Cython. */',
    '/* eslint-disable */\n/**\n * This file was generated by json-schema.\n * DO NOT MODIFY IT BY HAND.\n */',
    '# DO NOT EDIT',
    '-- Autogenerated by sqlc',
  ])('sees the mark of a generator: %j', (header) => {
    const text = `${'// licence\n'.repeat(12)}${header}\nconst a = 1;\n`;

    expect(reason('src/a.ts', { headText: text })).toBe('generated (header)');
    expect(exclusionOf(fileOf('src/a.ts', { hunks: hunksOf(...text.split('\n')) }), {}, policy)).toBe(
      'generated (header)',
    );
  });

  it.each([
    '/** Skips files marked @generated by their authors. */',
    '// Writes "Code generated by galley. DO NOT EDIT." into each file.',
    "const header = '// Code generated by x. DO NOT EDIT.';",
    '// Ids are generated by the database.',
    '// Do not edit the generated files, run the build.',
    '# DO NOT EDIT BELOW THIS LINE',
    '// Generated by create-app as a start: yours from now on.',
    '// Do not edit this list without asking the data team.',
    `${'\n'.repeat(60)}// @generated`,
  ])('is not fooled by %j', (header) => {
    expect(reason('src/a.ts', { headText: `${header}\nconst a = 1;\n` })).toBeUndefined();
  });

  it('sees minified code by the average of its lines, not by one long line', () => {
    expect(reason('a.js', { headText: `${'f(1);'.repeat(2000)}\n` })).toBe('minified');
    expect(
      reason('a.js', { headText: `const icon = '${'A'.repeat(9000)}';\n${'f(1);\n'.repeat(200)}` }),
    ).toBeUndefined();
    expect(reason('guide.md', { headText: `${'word '.repeat(400)}\n\n`.repeat(5) })).toBeUndefined();
  });

  it('refuses a line that no prompt can hold', () => {
    const long = fileOf('a.ts', { hunks: hunksOf('x'.repeat(10_000)) });

    expect(exclusionOf(long, { headText: 'f(1);\n'.repeat(9000) }, policy)).toBe(
      'a line longer than 10000 bytes',
    );
    expect(exclusionOf(fileOf('a.ts'), {}, { ...policy, maxLineBytes: 10 })).toBe(
      'a line longer than 10 bytes',
    );
  });

  it('counts bytes, not characters', () => {
    const limits = { ...policy, maxFileBytes: 10 };
    const [small, large] = [fileOf('a.ts', { hunks: [] }), fileOf('a.ts', { hunks: hunksOf('ééééé') })];

    expect(exclusionOf({ ...large, hunks: hunksOf('éééé') }, {}, limits)).toBeUndefined();
    expect(exclusionOf(large, {}, limits)).toBe('larger than 10 bytes');
    expect(exclusionOf({ ...small, hunks: hunksOf('x') }, { headText: '🙂🙂\n\n\n' }, limits)).toBe(
      'larger than 10 bytes',
    );
    expect(exclusionOf({ ...small, hunks: hunksOf('x') }, { headText: '🙂🙂\n\n' }, limits)).toBeUndefined();
  });

  it('takes large JSON for data, and manifests never', () => {
    const headText = '{ "a": 1 }\n'.repeat(7000);

    expect(reason('src/fixture.json', { headText })).toBe('data file');
    expect(reason('package.json', { headText })).toBeUndefined();
    expect(reason('src/a.ts', { headText })).toBeUndefined();
    expect(reason('src/small.json', { headText: '{}' })).toBeUndefined();
  });
});

describe('lines that nobody could show', () => {
  const unread = (bytes?: number): Partial<FileChange> => ({
    hunks: [],
    status: 'added',
    unread: { reason: 'why', ...(bytes === undefined ? {} : { bytes }) },
  });

  it('are excluded for their size alone, never as binary or empty', () => {
    expect(exclusionOf(fileOf('src/a.ts', unread(1_000_001)), {}, policy)).toBe('larger than 1000000 bytes');
    expect(exclusionOf(fileOf('src/a.ts', unread(1_000_000)), {}, policy)).toBeUndefined();
    expect(exclusionOf(fileOf('src/a.ts', unread()), {}, policy)).toBeUndefined();
    expect(exclusionOf(fileOf('yarn.lock', unread()), {}, policy)).toBe('lock file');
  });
});

describe('a diff attribute that is unset', () => {
  it('excludes what is text, and is not called binary', () => {
    expect(reason('src/a.ts', { attributes: { undiffed: true } })).toBe('not to be shown (-diff)');
    expect(reason('src/a.ts', { attributes: { undiffed: false } })).toBeUndefined();
  });
});

describe('who excluded a file', () => {
  it('people, by a glob; everything else is said by tables, attributes or texts', () => {
    expect(isChosen(reason('src/a.ts', {}, ['*.ts']) ?? '')).toBe(true);
    for (const attributes of [{ generated: true }, { vendored: true }, { undiffed: true }])
      expect(isChosen(reason('src/a.ts', { attributes }) ?? '')).toBe(false);
    for (const path of ['yarn.lock', 'vendor/a.js', 'a.min.js', 'data.csv'])
      expect(isChosen(reason(path) ?? '')).toBe(false);
  });
});

/**
 * Imports go one way (ARCHITECTURE.md, "Rooms"). Type imports count.
 * Each room lists what it may import besides itself; anything else is an error.
 */
const open = '^src/(errors|messages|log)\\.ts$';
const core = [
  'change',
  'coverage',
  'docstring',
  'finding',
  'rule',
  'probe',
  'testgen',
  'safety',
  'prompt',
  'review',
];
const facts = ['coverage', 'docstring', 'finding', 'rule', 'probe', 'testgen', 'safety'];
const adapters = ['syntax', 'model', 'git', 'github', 'run', 'report', 'store', 'config'];

const allowed = {
  change: [],
  ...Object.fromEntries(facts.map((room) => [room, ['change']])),
  // The trigger of a probe is written in the words of rules.
  probe: ['change', 'rule'],
  // What a test is written for is a Gap.
  testgen: ['change', 'coverage'],
  prompt: ['change', ...facts],
  review: ['change', ...facts, 'prompt'],
  ...Object.fromEntries(adapters.map((room) => [room, core])),
};

const layerRules = Object.entries(allowed).map(([room, others]) => ({
  name: `layer-${room}`,
  comment: `src/${room} may import: ${['itself', ...others].join(', ')}, errors, messages, log`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [open, `^src/(${[room, ...others].join('|')})/`] },
}));

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: 'pure-core',
      comment: 'change, the fact rooms, prompt and review touch no disk, network, environment or clock',
      severity: 'error',
      from: { path: `^src/(${core.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'open-files-import-nothing',
      severity: 'error',
      from: { path: open },
      to: { path: '^src/', pathNot: open },
    },
    {
      name: 'nobody-imports-an-entry',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/entry/' },
      to: { path: '^src/entry/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^node-llama-cpp$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types'] },
  },
};

import type { SettingKey } from '../../config/schema.ts';
import { settingKeys } from '../../config/schema.ts';

/** Where the server is and what it may be asked for. */
const ofServer = ['model', 'backend', 'server', 'allowHost'] as const;

/** What makes a difference to asking a model questions. */
const asking = [
  ...ofServer,
  'modelFile',
  'noModel',
  'think',
  'budget.promptTokens',
  'budget.replyTokens',
  'window',
  'concurrency',
  'keepAlive',
  'timeoutSeconds.total',
  'cache.directory',
] as const;

/** Which settings a command takes as flags: those that make a difference to it. Variables and files hold for all. */
export const commandFlags = {
  review: settingKeys,
  doctor: asking,
  coverage: ['exclude', 'maxFileKilobytes'],
  tests: [...asking, 'cache.enabled', 'exclude', 'maxFileKilobytes'],
  probeTest: asking,
  docs: [...asking, 'docs.private', 'docs.runtime'],
  models: [...ofServer, 'timeoutSeconds.total'],
  init: ofServer,
  serve: [
    ...asking,
    'forge',
    'probes',
    'forms',
    'budget.time',
    'cache.enabled',
    'exclude',
    'failOn',
    'maxFindings',
    'maxFileKilobytes',
    'docs.review',
  ],
  config: settingKeys,
  cache: ['cache.directory'],
} as const satisfies Record<string, readonly SettingKey[]>;

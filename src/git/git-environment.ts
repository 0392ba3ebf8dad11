/** Environment variables as `process.env` holds them. Injected: only an entry point reads the real ones. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What git needs to find itself, its user's settings and a temporary folder. Compared in capitals (Windows). */
const system = new Set(
  (
    'PATH HOME USER LOGNAME XDG_CONFIG_HOME TMPDIR TEMP TMP ' +
    'SYSTEMROOT WINDIR COMSPEC PATHEXT USERPROFILE HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES'
  ).split(' '),
);

/** Where the repository is: a hook gets these from git and must hand them on (`commit -a` has its own index). */
const location = new Set(
  (
    'GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES ' +
    'GIT_QUARANTINE_PATH GIT_NAMESPACE GIT_CEILING_DIRECTORIES GIT_DISCOVERY_ACROSS_FILESYSTEM ' +
    'GIT_CONFIG_GLOBAL GIT_CONFIG_SYSTEM GIT_CONFIG_NOSYSTEM'
  ).split(' '),
);

/** Certificates of a company's own authority: only where a connection is made. */
const certificates = new Set(['GIT_SSL_CAINFO', 'GIT_SSL_CAPATH', 'SSL_CERT_FILE', 'SSL_CERT_DIR']);

/** How a git process may reach another host. */
export interface Transport {
  /** As in its URL, without the colon: `https`. */
  readonly protocol: string;
  /** Value of the header `Authorization`: a secret, so it must not stand in an argument. */
  readonly authorization: string | undefined;
}

const fixed = {
  // Reading must not rewrite the index, not even to refresh its stat data.
  GIT_OPTIONAL_LOCKS: '0',
  GIT_TERMINAL_PROMPT: '0',
  GIT_PAGER: 'cat',
  // In a partial clone a missing object would be fetched, through whatever command .git/config names.
  // No transport is allowed at all; the second variable (git 2.45) makes the refusal quicker.
  GIT_ALLOW_PROTOCOL: 'none',
  GIT_NO_LAZY_FETCH: '1',
  // Messages are matched in English.
  LC_ALL: 'C',
};

/**
 * The whole environment of a git process: a list of what may pass, so that no token, key or model address does,
 * and no `GIT_EXTERNAL_DIFF`, `GIT_SSH_COMMAND` or `GIT_CONFIG_PARAMETERS` changes what git runs.
 */
export function gitEnvironment(env: Environment, transport?: Transport): Record<string, string> {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const passes =
      system.has(name.toUpperCase()) ||
      location.has(name) ||
      (transport !== undefined && certificates.has(name));
    if (value !== undefined && passes) passed[name] = value;
  }
  const header = transport?.authorization;
  const settings = [
    ...safeDirectories(env),
    ...(header === undefined ? [] : [['http.extraHeader', `Authorization: ${header}`] as const]),
  ];
  const allowed = transport === undefined ? {} : { GIT_ALLOW_PROTOCOL: transport.protocol };
  return { ...passed, ...configured(settings), ...fixed, ...allowed };
}

type ConfigSetting = readonly [key: string, value: string];

/** Of the settings in `GIT_CONFIG_COUNT` only `safe.directory` passes: others can carry tokens or commands. */
function safeDirectories(env: Environment): readonly ConfigSetting[] {
  const count = Math.min(Number(env['GIT_CONFIG_COUNT'] ?? 0) || 0, 100);
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => {
    const value = env[`GIT_CONFIG_VALUE_${i}`];
    const isSafe = env[`GIT_CONFIG_KEY_${i}`]?.toLowerCase() === 'safe.directory';
    return isSafe && value !== undefined ? [['safe.directory', value] as const] : [];
  });
}

function configured(settings: readonly ConfigSetting[]): Record<string, string> {
  if (settings.length === 0) return {};
  const pairs = settings.flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return {
    ...(Object.fromEntries(pairs) as Record<string, string>),
    GIT_CONFIG_COUNT: String(settings.length),
  };
}

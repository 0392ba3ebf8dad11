/** Modules of Python that a test may not import, and what they do. Whole packages, unless a dot says which part. */
const denied: Readonly<Record<string, string>> = {
  subprocess: 'starts programs',
  multiprocessing: 'starts programs',
  pty: 'starts programs',
  signal: 'sends signals',
  socket: 'opens connections',
  socketserver: 'opens connections',
  ssl: 'opens connections',
  'urllib.request': 'opens connections',
  'http.client': 'opens connections',
  'http.server': 'opens connections',
  ftplib: 'opens connections',
  smtplib: 'opens connections',
  poplib: 'opens connections',
  imaplib: 'opens connections',
  telnetlib: 'opens connections',
  nntplib: 'opens connections',
  xmlrpc: 'opens connections',
  webbrowser: 'opens connections',
  requests: 'opens connections',
  httpx: 'opens connections',
  aiohttp: 'opens connections',
  urllib3: 'opens connections',
  websocket: 'opens connections',
  websockets: 'opens connections',
  paramiko: 'opens connections',
  importlib: 'loads modules by other ways',
  imp: 'loads modules by other ways',
  runpy: 'loads modules by other ways',
  zipimport: 'loads modules by other ways',
  pkgutil: 'loads modules by other ways',
  site: 'loads modules by other ways',
  code: 'runs text as code',
  codeop: 'runs text as code',
  marshal: 'runs binary code',
  builtins: 'reaches the interpreter',
  gc: 'reaches the interpreter',
  ctypes: 'runs binary code',
  cffi: 'runs binary code',
  mmap: 'reaches memory',
  fcntl: 'reaches the process',
  resource: 'reaches the process',
  pwd: 'reads who the user is',
  grp: 'reads who the user is',
  getpass: 'reads who the user is',
  pip: 'installs packages',
  ensurepip: 'installs packages',
  venv: 'installs packages',
};

/** Members of modules that a test may import, and what they may not be used for. Names are regular expressions. */
const deniedMembers: Readonly<Record<string, { readonly members: RegExp; readonly reason: string }>> = {
  os: {
    members:
      /^(environb?|getenvb?|putenv|unsetenv|system|popen|exec\w*|spawn\w*|posix_spawn\w*|fork\w*|kill\w*|_exit|abort|set\w*id|chroot|chdir|fchdir|nice|pipe\d?|open|fdopen|startfile|mkfifo|mknod|register_at_fork|add_dll_directory)$/,
    reason: 'reaches the process',
  },
  sys: {
    members:
      /^(modules|exit|_\w+|settrace|setprofile|meta_path|path_hooks|addaudithook|setrecursionlimit|path)$/,
    reason: 'reaches the interpreter',
  },
  asyncio: {
    members: /^(create_subprocess_\w+|open_\w+|start_\w*server|subprocess)$/,
    reason: 'reaches outside',
  },
  platform: { members: /^(node|uname)$/, reason: 'reads what the machine is' },
};

/** Why a module, or a name from it, may not be imported; empty: it may. */
export function judgePythonModule(module: string, name = ''): string {
  const whole = name === '' ? module : `${module}.${name}`;
  for (const part of [module.split('.')[0] ?? module, module, whole]) {
    const reason = Object.hasOwn(denied, part) ? denied[part] : undefined;
    if (reason !== undefined) return `${reason} (${part})`;
  }
  return name === '' ? '' : judgePythonMember(module, name);
}

/** Why a member of a module may not be used; empty: it may. */
export function judgePythonMember(module: string, name: string): string {
  const rule = Object.hasOwn(deniedMembers, module) ? deniedMembers[module] : undefined;
  return rule?.members.test(name) ? `${rule.reason} (${module}.${name})` : '';
}

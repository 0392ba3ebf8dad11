import { runAction } from './run-action.ts';

/** The Action. What a run of it does is decided before more is loaded: most events want nothing. */
process.exitCode = await runAction(process.env);

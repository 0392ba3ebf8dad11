import type { Session } from './create-sessions.ts';

/** What handlers of the dashboard hand on. */
export interface DashboardEnv {
  readonly Variables: {
    /** Undefined before somebody has signed in. */
    session: Session | undefined;
  };
}

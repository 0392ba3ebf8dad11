import type { AppOptions } from '../apps/app-server.ts';

/** An app on an account; one that was removed is gone. */
export interface Installation {
  readonly id: number;
  /** Slug of the app. */
  readonly app: string;
  /** Login of the owner of the repositories. */
  readonly account: string;
  /** Names without the owner; null: all of the account. */
  repositories: readonly string[] | null;
  suspendedAt: string | null;
  suspendedBy: string | null;
}

/** Where apps are installed when the double begins. */
export function firstInstallations(apps: readonly AppOptions[]): Installation[] {
  return apps.flatMap(({ slug, installations }) =>
    installations.map(({ id, account, repositories }) => ({
      id,
      app: slug,
      account,
      repositories: repositories ?? null,
      suspendedAt: null,
      suspendedBy: null,
    })),
  );
}

/** Whether an installation reaches a repository (`owner/name`), in any case of letters. */
export function reaches({ account, repositories }: Installation, fullName: string): boolean {
  const [owner = '', name = ''] = fullName.toLowerCase().split('/');
  if (owner !== account.toLowerCase()) return false;
  return repositories === null || repositories.some((each) => each.toLowerCase() === name);
}

import { graphqlRoute } from '../graphql/graphql-route.ts';
import { pageRoutes } from '../page/page-routes.ts';
import type { Route } from '../types.ts';
import { appRoutes } from './app-routes.ts';
import { checkRoutes } from './check-routes.ts';
import { commentRoutes } from './comment-routes.ts';
import { compareRoutes } from './compare-routes.ts';
import { contentRoutes } from './content-routes.ts';
import { hookRoutes } from './hook-routes.ts';
import { issueRoutes } from './issue-routes.ts';
import { labelRoutes } from './label-routes.ts';
import { manifestRoutes } from './manifest-routes.ts';
import { pullRoutes } from './pull-routes.ts';
import { rateLimitRoutes } from './rate-limit-routes.ts';
import { reactionRoutes } from './reaction-routes.ts';
import { repositoryRoutes } from './repository-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { pullFileRoutes } from './show-pull.ts';
import { statusRoutes } from './status-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Everything the double answers. */
export const routes: readonly Route[] = [
  ...rateLimitRoutes,
  ...appRoutes,
  ...manifestRoutes,
  ...hookRoutes,
  ...userRoutes,
  ...repositoryRoutes,
  ...contentRoutes,
  ...compareRoutes,
  ...pullRoutes,
  ...pullFileRoutes,
  ...reviewRoutes,
  ...commentRoutes,
  ...issueRoutes,
  ...reactionRoutes,
  ...checkRoutes,
  ...statusRoutes,
  ...labelRoutes,
  graphqlRoute,
  ...pageRoutes,
];

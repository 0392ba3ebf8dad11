import { accessOf, actorOf, repositoryOf } from '../lookup.ts';
import { Refusal, errorReply, notFound, ok } from '../reply.ts';
import { renderProfile, renderUser } from '../render/render-user.ts';
import type { Route } from '../types.ts';

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/user',
    handle(context) {
      const { login, type } = actorOf(context);
      // A token of an app or of a workflow is nobody's account.
      if (type === 'Bot') {
        throw new Refusal(
          errorReply(403, 'Resource not accessible by integration', {
            page: 'users/users#get-the-authenticated-user',
          }),
        );
      }
      return ok(renderProfile(context.inside, login));
    },
  },
  {
    method: 'GET',
    path: '/users/{username}',
    handle({ inside, params }) {
      const login = params['username'] ?? '';
      if (!inside.state.users.some((user) => user.login === login)) throw notFound('users/users#get-a-user');
      return ok(renderProfile(inside, login));
    },
  },
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: { metadata: 'read' },
    handle(context) {
      const { inside, params } = context;
      const repository = repositoryOf(context);
      const login = params['username'] ?? '';
      const permission = accessOf(repository, login);
      const rights = {
        pull: permission !== 'none',
        triage: permission === 'write' || permission === 'admin',
        push: permission === 'write' || permission === 'admin',
        maintain: permission === 'admin',
        admin: permission === 'admin',
      };
      const user = { ...renderUser(inside, login), permissions: rights, role_name: permission };
      return ok({ permission, role_name: permission, user });
    },
  },
];

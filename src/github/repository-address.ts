/** `owner/name` as GitHub's routes take it. */
export function repositoryAddress(repository: string): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}

import type { PullRequest } from '../review/forge-ports.ts';
import type { SummaryLinks } from '../review/pull-request/summary-links.ts';

/** Pages of the forge that a summary points to. Paths are encoded so that nothing of them can end a link. */
export function summaryLinks({ url }: Pick<PullRequest, 'url'>, head: string): SummaryLinks {
  const repository = url.replace(/\/pull\/\d+$/, '');
  return {
    blob(path, line, lastLine) {
      const lines =
        line === undefined
          ? ''
          : `#L${line}${lastLine === undefined || lastLine === line ? '' : `-L${lastLine}`}`;
      return `${repository}/blob/${head}/${path.split('/').map(encodePart).join('/')}${lines}`;
    },
    comment: (id) => `${url}#discussion_r${id}`,
  };
}

function encodePart(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

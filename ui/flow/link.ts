/** Where a link inside a page leads. Pages are `keepsake://page/<id>`, attachments `keepsake-file://localhost/<hash>` (on
 *  Windows behind `http://`); everything that is not known leads nowhere. */
export type LinkTarget =
  | { kind: 'page'; id: string }
  | { kind: 'part'; id: string }
  | { kind: 'file'; hash: string }
  | { kind: 'external'; url: string }
  | { kind: 'nowhere' };

export function linkTarget(href: string): LinkTarget {
  const page = /^keepsake:\/\/page\/([0-9a-zA-Z-]+)$/.exec(href);
  if (page) return { kind: 'page', id: page[1] };
  const file = /^(?:keepsake-file:\/\/localhost|http:\/\/keepsake-file\.localhost)\/([0-9a-f]{64})$/.exec(href);
  if (file) return { kind: 'file', hash: file[1] };
  if (/^#[^/]/.test(href)) return { kind: 'part', id: href.slice(1) };
  return /^(https?|notion):/i.test(href) ? { kind: 'external', url: href } : { kind: 'nowhere' };
}

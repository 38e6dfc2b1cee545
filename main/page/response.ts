import type { PageFile } from './files.ts';

/** What the build writes wherever the response's nonce belongs. */
const noncePlaceholder = '__CSP_NONCE__';

/** One file of the page, "/" being its first. @returns undefined where there is none at `path` */
export function fileResponse(files: ReadonlyMap<string, PageFile>, path: string, nonce: string): Response | undefined {
  const file = files.get(path === '/' ? '/index.html' : path);
  if (file === undefined) return undefined;
  if (!file.type.startsWith('text/html'))
    // Names carry their content's hash, so a copy never goes stale.
    return new Response(file.body, {
      headers: { 'content-type': file.type, 'cache-control': 'private, max-age=31536000, immutable' },
    });
  const html = new TextDecoder().decode(file.body).replaceAll(noncePlaceholder, nonce);
  return new Response(html, { headers: { 'content-type': file.type } });
}

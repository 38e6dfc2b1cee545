import type { PageFile } from '../page/files.ts';
import { newNonce, safeHeaders } from '../page/headers.ts';
import { fileResponse } from '../page/response.ts';

/** The window's page has an address of its own, which leads to no network and no folder. */
export const pageScheme = 'counterfoil';
export const pageOrigin = `${pageScheme}://page/`;

export const isOwnPage = (url: string): boolean => url.startsWith(pageOrigin);
/** A file that the page has made itself and hands over. */
export const isOwnFile = (url: string): boolean => url.startsWith(`blob:${pageOrigin}`);

/** Answers for every address of the scheme: the built page's files by name, and nothing else. */
export const pageAnswers =
  (files: ReadonlyMap<string, PageFile>) =>
  ({ url, method }: Pick<Request, 'url' | 'method'>): Response => {
    const nonce = newNonce();
    const path = isOwnPage(url) && method === 'GET' ? new URL(url).pathname : '';
    const response =
      fileResponse(files, path, nonce) ?? new Response('There is nothing at this address.', { status: 404 });
    // The contract comes by the preload: the page itself connects to nothing.
    for (const [name, value] of Object.entries(safeHeaders(nonce, "'none'")))
      if (name !== 'cache-control' || !response.headers.has(name)) response.headers.set(name, value);
    return response;
  };

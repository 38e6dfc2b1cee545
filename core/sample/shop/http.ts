import type { IncomingMessage, ServerResponse } from 'node:http';

const LIMIT_BYTES = 20_000_000;

export async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > LIMIT_BYTES) throw new Error('The request body is too large.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    ...headers,
  });
  response.end(text);
}

/** Only this machine may ask, and no web page of another origin through its browser. */
export function isLocal(request: IncomingMessage): boolean {
  return (
    loopback(`http://${request.headers.host ?? ''}`) &&
    (request.headers.origin === undefined || loopback(request.headers.origin))
  );
}

function loopback(origin: string): boolean {
  try {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(origin).hostname);
  } catch {
    return false;
  }
}

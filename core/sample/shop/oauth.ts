import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody, send } from './http.ts';
import type { Tokens } from './tokens.ts';

export interface GrantSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  /** How Shopify refuses an app of another organisation; both forms are seen in the wild. */
  refusal: 'none' | 'json' | 'text';
}

/** POST /admin/oauth/access_token: the client-credentials grant, as a form or as JSON. */
export async function grantToken(
  request: IncomingMessage,
  response: ServerResponse,
  settings: GrantSettings,
  tokens: Tokens,
): Promise<void> {
  const said = parameters(request.headers['content-type'] ?? '', await readBody(request));
  const refuse = (status: number, error: string, description: string): void =>
    send(response, status, { error, error_description: description });
  if (said.get('grant_type') !== 'client_credentials')
    return refuse(400, 'unsupported_grant_type', 'Use client_credentials.');
  if (said.get('client_id') !== settings.clientId) {
    return refuse(400, 'application_cannot_be_found', 'The application cannot be found.');
  }
  if (said.get('client_secret') !== settings.clientSecret)
    return refuse(401, 'invalid_client', 'The client secret is wrong.');
  const message = 'Client credentials cannot be performed on this shop.';
  if (settings.refusal === 'json') return refuse(400, 'shop_not_permitted', message);
  if (settings.refusal === 'text') return send(response, 400, `Oauth error shop_not_permitted: ${message}`);
  const { token, expiresInSeconds } = tokens.grant();
  send(response, 200, {
    access_token: token,
    scope: [...tokens.access.scopes].join(','),
    expires_in: expiresInSeconds,
  });
}

function parameters(type: string, text: string): Map<string, string> {
  if (!type.includes('json')) return new Map(new URLSearchParams(text));
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null)
      return new Map(Object.entries(read).map(([key, value]) => [key, String(value)]));
  } catch {
    // No parameters: the grant is refused below.
  }
  return new Map();
}

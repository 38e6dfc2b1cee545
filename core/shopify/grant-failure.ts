import { SyncError } from '../errors.ts';
import { httpFailure } from './failures.ts';

/** What Shopify calls it, in words and with the way out. It says so as JSON, as plain text or as a page. */
const known = [
  {
    says: 'shop_not_permitted',
    code: 'grant-other-organisation',
    message:
      'Shopify does not let this app sign in to this store, because app and store belong to different organisations.',
    nextStep:
      'Create the app in the Dev Dashboard of the organisation that owns the store, or use an access token of an app made in the store.',
  },
  {
    says: 'app_not_installed',
    code: 'grant-app-not-installed',
    message: 'The app is not installed in this store.',
    nextStep: "Install it from the app's page in the Dev Dashboard, then try again.",
  },
  {
    says: 'application_cannot_be_found',
    code: 'grant-app-unknown',
    message: 'Shopify does not know an app with this client id.',
    nextStep: "Copy the client id again from the app's settings in the Dev Dashboard.",
  },
  {
    says: 'invalid_client',
    code: 'grant-client-refused',
    message: 'Shopify refused the client id or the client secret.',
    nextStep:
      "Copy both again from the app's settings in the Dev Dashboard. A secret that was rotated there no longer works here.",
  },
] as const;

/** @param text the body; it is searched, never quoted: it may echo what was sent. */
export function grantFailure(response: Response, text: string): SyncError {
  const match = known.find(({ says }) => text.includes(says));
  if (match !== undefined) {
    const { code, message, nextStep, says } = match;
    return new SyncError('auth', code, message, {
      system: 'shop',
      nextStep,
      details: { status: String(response.status), answer: says },
    });
  }
  if (response.status === 400) {
    return new SyncError('auth', 'grant-refused', 'Shopify refused the sign-in of the app.', {
      system: 'shop',
      nextStep: "Check the client id, the client secret and that the app is installed, in the app's Dev Dashboard.",
      details: { status: '400' },
    });
  }
  return httpFailure(response, 'sign-in');
}

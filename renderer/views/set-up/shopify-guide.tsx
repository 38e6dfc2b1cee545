import type { SetupView } from '../../../core/model/setup.ts';

type Props = Pick<SetupView['store'], 'signIn' | 'permissions'>;

/** Where the key is found, step by step, in the words that Shopify's own pages use. */
export const ShopifyGuide = ({ signIn, permissions }: Props) => (
  <details className="technical guide">
    <summary>Show me where to find it</summary>
    {signIn === 'client-credentials' ? (
      <ol>
        <li>Sign in to the Dev Dashboard (dev.shopify.com) as the store’s owner, in the store’s own organisation.</li>
        <li>Create an app, and give it a name such as Counterfoil.</li>
        <li>In its configuration, under Access scopes, add the permissions below.</li>
        <li>Release the version, then install the app in your store.</li>
        <li>Under Settings, copy the client id and the client secret to here.</li>
      </ol>
    ) : (
      <ol>
        <li>In the Shopify admin: Settings, Apps and sales channels, Develop apps.</li>
        <li>Open the app, and in its configuration check the permissions below.</li>
        <li>
          Under API credentials, copy the Admin API access token. Shopify shows it once, when the app is installed.
        </li>
        <li>Shopify makes no new apps of this kind since January 2026; those that exist go on working.</li>
      </ol>
    )}
    <ul className="permissions">
      {permissions.map(({ scope, purpose, needed }) => (
        <li key={scope}>
          <code>{scope}</code>{' '}
          <span className="mut">
            to {purpose}
            {needed ? '' : '; works without'}
          </span>
        </li>
      ))}
    </ul>
  </details>
);

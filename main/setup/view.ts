import { erpForms } from '../../core/erp/registry.ts';
import type { SetupView } from '../../core/model/setup.ts';
import type { SecretName } from '../../core/ports.ts';
import { neededPermissions } from '../../core/shopify/scopes.ts';
import type { Draft } from './draft.ts';
import type { Books, Store } from './reach.ts';

type Known = Pick<SetupView, 'look' | 'needs' | 'preview' | 'isSample' | 'today' | 'known' | 'cannotKeep'> & {
  readonly draft: Draft;
  readonly has: (name: SecretName) => boolean;
  readonly store: Store | undefined;
  readonly books: Books | undefined;
};

/** Set-up as a window sees it: of secrets only whether there is one. */
export const viewOf = ({ draft, has, store, books, ...rest }: Known): SetupView => ({
  ...rest,
  step: rest.isSample ? 'preview' : draft.step,
  store: {
    address: draft.store.address,
    signIn: draft.store.signIn,
    hasSecret:
      draft.store.signIn === 'admin-token' ? has('shop-token') : has('shop-client-id') && has('shop-client-secret'),
    checks: store?.checks ?? [],
    permissions: neededPermissions,
  },
  erp: {
    kind: draft.erp.kind,
    fields: draft.erp.fields,
    hasKey: has('erp-api-key'),
    checks: books?.checks ?? [],
    forms: erpForms,
  },
});

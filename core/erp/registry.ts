import { assertNever } from '../errors.ts';
import type { ErpGoods } from '../goods-ports.ts';
import type { ErpSettings } from '../model/settings.ts';
import type { ErpForm } from '../model/setup.ts';
import type { Erp, Secrets } from '../ports.ts';

/** What a person types to reach each, for set-up. The fields are those of settings.json. */
export const erpForms: readonly ErpForm[] = [
  {
    kind: 'odoo',
    name: 'Odoo',
    versions: '19',
    fields: [
      { name: 'url', label: 'Address', example: 'https://example.odoo.com' },
      { name: 'database', label: 'Database', example: 'example' },
    ],
    key: {
      label: 'API key',
      where: 'Sign in to Odoo as a user made for Counterfoil: Preferences, Security, New API Key.',
    },
  },
  { kind: 'sample', name: 'Sample ERP', versions: 'to try it out', fields: [], key: undefined },
];

/**
 * The one list of ERPs: a new one is a folder beside this file, a line here and a call of the contract suite. Each is
 * loaded when it is the one in use, so that nobody's memory holds the others.
 */
export async function openErp(settings: ErpSettings, secrets: Secrets): Promise<Erp & ErpGoods> {
  switch (settings.kind) {
    case 'sample':
      return (await import('./sample/erp.ts')).openSampleErp(settings.folder);
    case 'odoo':
      return (await import('./odoo/erp.ts')).openOdooErp(settings, secrets);
    default:
      return assertNever(settings, 'kind of ERP');
  }
}

import { assertNever } from '../errors.ts';
import type { ErpSettings } from '../model/settings.ts';
import type { Erp, Secrets } from '../ports.ts';

/**
 * The one list of ERPs: a new one is a folder beside this file, a line here and a call of the contract suite. Each is
 * loaded when it is the one in use, so that nobody's memory holds the others.
 */
export async function openErp(settings: ErpSettings, secrets: Secrets): Promise<Erp> {
  switch (settings.kind) {
    case 'sample':
      return (await import('./sample/erp.ts')).openSampleErp(settings.folder);
    case 'odoo':
      return (await import('./odoo/erp.ts')).openOdooErp(settings, secrets);
    default:
      return assertNever(settings, 'kind of ERP');
  }
}

import { assertNever } from '../errors.ts';
import type { ErpSettings } from '../model/settings.ts';
import type { Erp, Secrets } from '../ports.ts';
import { openOdooErp } from './odoo/erp.ts';
import { openSampleErp } from './sample/erp.ts';

/** The one list of ERPs: a new one is a folder beside this file, a line here and a call of the contract suite. */
export async function openErp(settings: ErpSettings, secrets: Secrets): Promise<Erp> {
  switch (settings.kind) {
    case 'sample':
      return openSampleErp(settings.folder);
    case 'odoo':
      return openOdooErp(settings, secrets);
    default:
      return assertNever(settings, 'kind of ERP');
  }
}

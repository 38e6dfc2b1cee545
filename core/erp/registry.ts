import { assertNever } from '../errors.ts';
import type { ErpSettings } from '../model/settings.ts';
import type { Erp, Secrets } from '../ports.ts';
import { openSampleErp } from './sample/erp.ts';

/** The one list of ERPs: a new one is a folder beside this file, a line here and a call of the contract suite. */
export async function openErp(settings: ErpSettings, _secrets: Secrets): Promise<Erp> {
  switch (settings.kind) {
    case 'sample':
      return openSampleErp(settings.folder);
    case 'odoo':
      throw new Error('not yet');
    default:
      return assertNever(settings, 'kind of ERP');
  }
}

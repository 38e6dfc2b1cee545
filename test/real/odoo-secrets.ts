import type { Secrets } from '../../core/ports.ts';
import type { OdooServer } from '../odoo/seed.ts';

export const secretsOf = (odoo: OdooServer): Secrets => ({ get: () => Promise.resolve(odoo.apiKey) });

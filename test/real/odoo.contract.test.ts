import { inject } from 'vitest';
import { erpContract } from '../contract/erp.contract.ts';
import { openOdooFixture } from './odoo-fixture.ts';

erpContract('Odoo 19', () => openOdooFixture(inject('odoo')));

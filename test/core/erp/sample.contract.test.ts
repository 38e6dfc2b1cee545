import { erpContract } from '../../contract/erp.contract.ts';
import { openSampleFixture } from './sample-fixture.ts';

erpContract('the sample ERP', () => openSampleFixture({ taxAmounts: 'as-given' }));
erpContract('the sample ERP that works out tax by line', () => openSampleFixture({ taxAmounts: 'computed' }));
erpContract('the sample ERP that works out tax by document', () =>
  openSampleFixture({ taxAmounts: 'computed', taxRounding: 'document' }),
);

import { describeCuts } from '../faults/power-cut-goods.ts';

describeCuts(1);

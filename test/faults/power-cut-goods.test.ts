import { describeCuts } from './power-cut-goods.ts';

// Every call is cut in the slow suite beside this one.
describeCuts(3);

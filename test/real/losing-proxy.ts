import { openProxy, type Proxy } from './proxy.ts';

export type LosingProxy = Proxy;

/** Passes requests on; of the `nth` the server's answer is awaited in full and then the connection is cut. */
export const openLosingProxy = (target: string, nth: number): Promise<LosingProxy> =>
  openProxy(target, { loses: count => count === nth });

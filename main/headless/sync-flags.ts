import { InvalidArgumentError } from 'commander';
import { flowNames, type FlowName } from '../../core/model/write.ts';

/** What `counterfoil sync` was asked for. */
export type SyncWish =
  | { readonly kind: 'all' }
  | { readonly kind: 'flow'; readonly flow: FlowName }
  | { readonly kind: 'order'; readonly order: string }
  | {
      readonly kind: 'preview';
      readonly flow: FlowName | 'all';
      readonly record: string;
      readonly csv: string | undefined;
    }
  | { readonly kind: 'refused'; readonly why: string };

const refused = (why: string): SyncWish => ({ kind: 'refused', why });
const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value.trim() : undefined);

/** @throws that it is no flow, where the command line has let it through */
export function flowNamed(name: string | undefined): FlowName {
  const flow = flowNames.find(one => one === name);
  if (flow === undefined) throw new InvalidArgumentError(`The flows are ${flowNames.join(', ')}.`);
  return flow;
}

/** The flags as they belong together; what does not is refused by name. */
export function syncWish(options: Readonly<Record<string, unknown>>): SyncWish {
  const [order, record, csv] = [options['order'], options['record'], options['csv']].map(textOf);
  const flow = options['flow'] === undefined || options['flow'] === 'all' ? 'all' : flowNamed(textOf(options['flow']));
  const isPreview = options['preview'] === true;
  for (const [flag, value] of Object.entries({ '--order': order, '--record': record, '--csv': csv }))
    if (value === '') return refused(`${flag} is empty.`);
  if (order !== undefined && record !== undefined)
    return refused('--order and --record name one record both: give one.');
  if (order !== undefined && flow !== 'all' && flow !== 'import-orders')
    return refused(`--order names an order, and --flow ${flow} has none. With --preview, --record names anything.`);
  if (!isPreview && record !== undefined)
    return refused(
      '--record needs --preview. "counterfoil retry" posts one order, "counterfoil again" compares a flow.',
    );
  if (!isPreview && csv !== undefined)
    return refused('--csv needs --preview: it is the list of what would be written.');
  if (isPreview && order !== undefined) return { kind: 'preview', flow: 'import-orders', record: order, csv };
  if (isPreview) return { kind: 'preview', flow, record: record ?? '', csv };
  if (order !== undefined) return { kind: 'order', order };
  return flow === 'all' ? { kind: 'all' } : { kind: 'flow', flow };
}

/** The number of an entry. */
export function stubNumber(text: string): number {
  const seq = Number(text);
  if (!Number.isSafeInteger(seq) || seq < 1)
    throw new InvalidArgumentError('It is a whole number, as "counterfoil trace" shows it before each step.');
  return seq;
}

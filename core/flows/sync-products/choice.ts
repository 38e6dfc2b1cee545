import type { Side } from '../../ownership/decide.ts';
import { goodsFields, type GoodsField } from './fields.ts';

/** What a person chose: whose value of a field counts ("variant.price=erp", several parted by ";"), or what becomes of what is gone. */
export type GoodsChoice = {
  readonly sides: ReadonlyMap<GoodsField, Side>;
  readonly gone: 'keep' | 'archive' | undefined;
};

/** What is not understood counts as not chosen, so that it is asked again. */
export function choiceFrom(text: string | undefined): GoodsChoice {
  const parts = (text ?? '').split(';').map(part => part.trim());
  const sides = new Map<GoodsField, Side>();
  for (const part of parts) {
    const [name, side] = part.split('=');
    const field = goodsFields.find(one => one === name);
    if (field !== undefined && (side === 'shopify' || side === 'erp')) sides.set(field, side);
  }
  return { sides, gone: parts.includes('archive') ? 'archive' : parts.includes('keep') ? 'keep' : undefined };
}

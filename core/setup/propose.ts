import { choiceKindFor, choicesFor } from '../agent/mapping-choices.ts';
import { assertNever } from '../errors.ts';
import type { Missing, SpecialItem } from '../model/problem.ts';
import type { Choice, ChoiceKind, Erp } from '../ports.ts';

/** What would fit, and why; without a code, why none was chosen. */
export type Proposal = { readonly choice: Choice | undefined; readonly why: string };

/** Asks the ERP for its codes, once for each short list. */
export type Chooser = (kind: ChoiceKind, search: string) => Promise<readonly Choice[]>;

export function chooserOf(erp: Erp, signal: AbortSignal): Chooser {
  const asked = new Map<string, Promise<readonly Choice[]>>();
  return (kind, search) => {
    const key = JSON.stringify([kind, search]);
    const known = asked.get(key) ?? erp.choices(kind, search, signal);
    asked.set(key, known);
    return known;
  };
}

const none = (why: string): Proposal => ({ choice: undefined, why });

/** The only one there is, or none with the reason. */
function only(fitting: readonly Choice[], why: string): Proposal {
  const [first, ...others] = fitting;
  if (first === undefined) return none('nothing fits by itself');
  return others.length === 0 ? { choice: first, why } : none(`${fitting.length} could fit`);
}

const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const plain = (text: string): string => words(text).join(' ');

/** Those that share most words, at least one. */
function closest(choices: readonly Choice[], sought: readonly string[]): readonly Choice[] {
  const scored = choices.map(choice => {
    const names = words(`${choice.code} ${choice.label}`);
    return { choice, score: sought.filter(word => names.some(name => name.startsWith(word))).length };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ choice }) => choice);
}

/** How an ERP may call what is sold without a SKU. */
const roleWords: Readonly<Record<SpecialItem, readonly string[]>> = {
  shipping: ['shipping', 'delivery', 'postage', 'carriage'],
  tip: ['tip', 'gratuity'],
  'gift-card': ['gift card', 'gift voucher', 'voucher'],
  duties: ['duties', 'duty', 'customs'],
  fee: ['fee', 'surcharge'],
  'custom-line': ['custom line', 'custom', 'miscellaneous'],
  'marketplace-tax': ['marketplace'],
  rounding: ['rounding'],
};
const walkInWords = ['walk-in', 'walk in', 'counter', 'cash customer'];

/** The first search that finds exactly one. Several make a person choose. */
async function searched(chooser: Chooser, kind: ChoiceKind, searches: readonly string[]): Promise<Proposal> {
  for (const search of searches) {
    const found = await chooser(kind, search);
    if (found.length > 0) return only(found, 'by its name');
  }
  return none('nothing fits by itself');
}

function taxFor(missing: Extract<Missing, { kind: 'tax' }>, choices: readonly Choice[]): Proposal {
  const fitting = choicesFor(missing, choices).filter(({ tax }) => tax?.rate === missing.rate);
  if (fitting.length < 2) return only(fitting, 'the same rate');
  const home = closest(fitting, [plain(missing.country)]);
  const abroad = missing.rate === '0' ? closest(fitting, ['export']) : [];
  const near = home.length > 0 ? home : abroad;
  return near.length === 0 ? only(fitting, '') : only(near, 'the same rate and country');
}

/**
 * What a person would most likely choose. For a product nothing is chosen (PRD-01): a look-alike is only named.
 */
export async function propose(missing: Missing, chooser: Chooser): Promise<Proposal> {
  const kind = choiceKindFor(missing);
  switch (missing.kind) {
    case 'tax':
      return taxFor(missing, await chooser(kind, ''));
    case 'country':
      return only(
        (await chooser(kind, missing.country)).filter(({ code }) => code === missing.country),
        'the same country',
      );
    case 'payment-method': {
      const all = await chooser(kind, '');
      return only(closest(all, words(missing.gateway)), 'by its name');
    }
    case 'location': {
      const all = await chooser(kind, '');
      const same = all.filter(({ code, label }) => [code, label].some(text => plain(text) === plain(missing.name)));
      return same.length === 0 ? only(closest(all, words(missing.name)), 'by its name') : only(same, 'the same name');
    }
    case 'special-item':
      return searched(chooser, kind, roleWords[missing.role]);
    case 'walk-in-customer':
      return searched(chooser, kind, walkInWords);
    case 'item': {
      const alike = (await chooser(kind, missing.sku)).filter(({ code }) => plain(code) === plain(missing.sku));
      return none(alike.length === 0 ? 'not known by this SKU' : `looks like ${alike[0]?.code}`);
    }
    case 'customer':
      return none('choose the customer');
    default:
      return assertNever(missing, 'missing mapping');
  }
}

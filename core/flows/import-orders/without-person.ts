import { SyncError } from '../../errors.ts';
import type { Person } from './person.ts';

/** Shorter words are too common to give anybody away. */
const SHORTEST = 3;

/** Every text that says who it is, longest first, and the words of the names. */
function textsOf({ name, email, phone, addresses }: Person): readonly string[] {
  const places = addresses.flatMap(({ countryCode: _country, ...place }) => Object.values(place));
  const whole = [name, email, phone, ...places].flatMap(text => text?.trim() ?? []);
  const words = [name, ...addresses.map(address => address.name)].flatMap(text => text?.split(/\s+/) ?? []);
  return [...new Set([...whole, ...words])]
    .filter(text => text.length >= SHORTEST)
    .toSorted((a, b) => b.length - a.length);
}

/** An ERP likes to quote what it refuses, and its words go into the journal: rethrows them without the person. */
export function withoutPerson(person: Person): (error: unknown) => never {
  return error => {
    if (!(error instanceof SyncError)) throw error;
    const texts = textsOf(person).map(text => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const pattern = new RegExp(texts.join('|'), 'giu');
    const veil = (said: string): string => (texts.length === 0 ? said : said.replaceAll(pattern, '(personal)'));
    const { category, code, message, system, nextStep, retryAfterMs, recovery, cause } = error;
    throw new SyncError(category, code, veil(message), {
      ...(system === undefined ? {} : { system }),
      ...(nextStep === undefined ? {} : { nextStep: veil(nextStep) }),
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      details: Object.fromEntries(Object.entries(error.details).map(([name, said]) => [name, veil(said)])),
      recovery,
      cause,
    });
  };
}

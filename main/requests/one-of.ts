import { z } from 'zod';

/** The keys of a record over a union: a member left out does not compile. */
export const oneOf = <T extends string>(members: Readonly<Record<T, true>>) =>
  z.custom<T>(isMemberOf(members), 'not a choice');
const isMemberOf = (members: Readonly<Record<string, true>>) => (value: unknown) =>
  typeof value === 'string' && Object.hasOwn(members, value);

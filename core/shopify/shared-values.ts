import { z } from 'zod';
import { SyncError, withTheLog } from '../errors.ts';
import type { SharedValue } from '../ports.ts';
import type { Client } from './client.ts';
import { setSharedValue, sharedValue } from './operations.ts';
import { parsed } from './parse-page.ts';

/** Reserved for this app: no other app can read or write it. */
const NAMESPACE = '$app:counterfoil';
const TYPE = 'multi_line_text_field';

const value = z
  .object({ value: z.string(), compareDigest: z.string() })
  .transform((one): SharedValue => ({ value: one.value, digest: one.compareDigest }));
const reading = z.object({ currentAppInstallation: z.object({ id: z.string(), metafield: value.nullable() }) });
const writing = z.object({
  metafieldsSet: z.object({
    metafields: z.array(value).nullish(),
    userErrors: z.array(z.object({ code: z.string().nullish() })),
  }),
});

const overtaken = new Set(['STALE_OBJECT', 'INVALID_COMPARE_DIGEST', 'TAKEN']);

async function read(name: string, client: Client, signal: AbortSignal) {
  const { data } = await client.run(sharedValue, { namespace: NAMESPACE, key: name }, signal).catch(asRefusal);
  return parsed(reading, sharedValue.name, data).currentAppInstallation;
}

export const readShared = async (name: string, client: Client, signal: AbortSignal): Promise<SharedValue | undefined> =>
  (await read(name, client, signal)).metafield ?? undefined;

/** The metafield's owner: this app's installation in this shop. Asked once. */
export type Owner = { id: string | undefined };

export async function writeShared(
  change: { readonly name: string; readonly value: string; readonly digest: string | undefined },
  owner: Owner,
  client: Client,
  signal: AbortSignal,
): Promise<SharedValue | undefined> {
  owner.id ??= (await read(change.name, client, signal)).id;
  const metafield = {
    ownerId: owner.id,
    namespace: NAMESPACE,
    key: change.name,
    type: TYPE,
    value: change.value,
    compareDigest: change.digest ?? null,
  };
  const { data } = await client.run(setSharedValue, { metafields: [metafield] }, signal).catch(asRefusal);
  const { metafields, userErrors } = parsed(writing, setSharedValue.name, data).metafieldsSet;
  const [error] = userErrors;
  if (error === undefined) return metafields?.[0];
  const code = error.code ?? 'none';
  if (overtaken.has(code)) return undefined;
  if (code === 'APP_NOT_AUTHORIZED') throw refused({ code });
  throw new SyncError('bug', 'shared-value-rejected', 'Shopify did not accept a note Counterfoil keeps in the shop.', {
    system: 'shop',
    nextStep: `Report it ${withTheLog}.`,
    details: { operation: setSharedValue.name, code },
  });
}

const refused = (details: Readonly<Record<string, string>>, cause?: unknown): SyncError =>
  new SyncError('auth', 'shared-value-refused', 'Shopify does not let the app keep its own notes in the shop.', {
    system: 'shop',
    nextStep:
      'Without them Counterfoil cannot make sure that only one PC posts orders. Release a new version of the app in the Dev Dashboard and install it again, then try again.',
    details,
    cause,
  });

function asRefusal(error: unknown): never {
  if (!(error instanceof SyncError)) throw error;
  if (error.code !== 'scope-missing' && error.code !== 'shop-access-denied') throw error;
  throw refused(error.details, error);
}

import { createHash } from 'node:crypto';
import { listConnection, type PageArguments } from '../connection.ts';
import type { Metafield } from '../records.ts';
import { gid, time, type Looking, type View } from './view.ts';

/** `$app` and `$app:name` stand for the app's own namespaces. */
export function fullNamespace(look: Looking, namespace: string | null | undefined): string {
  const own = `app--${look.app.id}`;
  if (namespace == null || namespace === '$app') return own;
  return namespace.startsWith('$app:') ? `${own}--${namespace.slice(5)}` : namespace;
}

export const digest = (field: Metafield): string =>
  createHash('sha256').update(`${field.type}\n${field.value}`).digest('hex');

export const metafieldOf =
  (look: Looking, owner: string) =>
  (args: { readonly namespace?: string | null; readonly key: string }): View | null => {
    const found = look.store.metafield(owner, fullNamespace(look, args.namespace), args.key);
    return found ? metafieldView(found) : null;
  };

export const metafieldsOf =
  (look: Looking, owner: string) => (args: PageArguments & { readonly namespace?: string | null }) => {
    const namespace = args.namespace == null ? null : fullNamespace(look, args.namespace);
    const own = [...look.store.metafields.values()].filter(
      one => one.owner === owner && (namespace === null || one.namespace === namespace),
    );
    return listConnection(own, args, metafieldView);
  };

export function metafieldView(field: Metafield): View {
  return {
    __typename: 'Metafield',
    id: gid('Metafield', field.id),
    legacyResourceId: String(field.id),
    namespace: field.namespace,
    key: field.key,
    type: field.type,
    value: field.value,
    jsonValue: () => (field.type === 'json' ? JSON.parse(field.value) : field.value),
    compareDigest: digest(field),
    createdAt: time(field.createdAt),
    updatedAt: time(field.updatedAt),
    sizeInBytes: Buffer.byteLength(field.value),
    ownerType: ownerType(field.owner),
  };
}

function ownerType(owner: string): string {
  const type = owner.split('/')[3] ?? '';
  return type === 'AppInstallation' ? 'API_PERMISSION' : type.toUpperCase();
}

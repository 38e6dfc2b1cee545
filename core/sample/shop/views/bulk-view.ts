import type { BulkOperation, BulkOperations } from '../bulk/bulk-operations.ts';
import { idFilter, textFilter, timeFilter } from '../filters.ts';
import type { Filters } from '../search.ts';
import type { Store } from '../store.ts';
import { gid, time, type View } from './view.ts';

export function bulkView(bulk: BulkOperations, one: BulkOperation): View {
  const ended = one.completedAt !== null && one.file.lines > 0;
  return {
    __typename: 'BulkOperation',
    id: gid('BulkOperation', one.id),
    type: 'QUERY',
    query: one.query,
    status: one.status,
    errorCode: one.errorCode,
    createdAt: time(one.createdAt),
    completedAt: time(one.completedAt),
    objectCount: String(one.objectCount),
    rootObjectCount: String(one.rootObjectCount),
    fileSize: ended ? String(one.file.size) : null,
    url: ended && one.status === 'COMPLETED' ? bulk.addressOf(one) : null,
    partialDataUrl: ended && one.status !== 'COMPLETED' ? bulk.addressOf(one) : null,
  };
}

export function bulkFilters(store: Store): Filters<BulkOperation> {
  const now = (): number => store.now();
  return {
    id: idFilter(one => one.id),
    status: textFilter(one => [one.status]),
    operation_type: textFilter(() => ['QUERY']),
    created_at: timeFilter(one => one.createdAt, store.settings.timeZone, now),
  };
}

import { isConnection } from '../connection.ts';
import { fieldValue } from '../execute.ts';
import type { ApiRequest } from '../request.ts';
import { isView, typeNameOf, type View } from '../views/view.ts';
import type { BulkLine } from './bulk-operations.ts';
import type { PlannedField, PlannedObject, RowsOf } from './bulk-plan.ts';

const PAGE = 250;

interface Row {
  readonly view: View;
  readonly plan: PlannedObject;
  readonly parent: View | null;
}

/**
 * The lines of a bulk query, each made when it is asked for. Ungrouped, all of one depth come before the next, so a
 * child is far from its parent; grouped, it follows it.
 */
export function* bulkLines(
  request: ApiRequest,
  root: View,
  plan: readonly RowsOf[],
  grouped: boolean,
): Generator<BulkLine> {
  for (const rows of plan) {
    if (grouped) for (const row of below(request, root, rows, null)) yield* family(request, row);
    else
      for (let depth = 0; depth <= depthOf(rows); depth += 1) {
        for (const row of atDepth(request, root, rows, null, depth)) yield line(request, row);
      }
  }
}

/** One of each kind of row: what a query asks for and the shop lacks is found before it runs. */
export function tryBulk(request: ApiRequest, root: View, plan: readonly RowsOf[]): void {
  for (const rows of plan) {
    const [first] = below(request, root, rows, null);
    if (!first) continue;
    line(request, first);
    tryBulk(request, first.view, rows.row.below);
  }
}

const depthOf = (rows: RowsOf): number =>
  rows.row.below.length === 0 ? 0 : 1 + Math.max(...rows.row.below.map(depthOf));

function* family(request: ApiRequest, row: Row): Generator<BulkLine> {
  yield line(request, row);
  for (const rows of row.plan.below) {
    for (const child of below(request, row.view, rows, row.view)) yield* family(request, child);
  }
}

function* atDepth(request: ApiRequest, view: View, rows: RowsOf, parent: View | null, depth: number): Generator<Row> {
  for (const row of below(request, view, rows, parent)) {
    if (depth === 0) yield row;
    else for (const nested of row.plan.below) yield* atDepth(request, row.view, nested, row.view, depth - 1);
  }
}

/** The nodes of a connection, page after page. */
function* below(request: ApiRequest, view: View, { path, row }: RowsOf, parent: View | null): Generator<Row> {
  const own = path.at(-1);
  let holder: unknown = view;
  for (const field of path.slice(0, -1)) holder = isView(holder) ? valueOf(request, holder, field) : null;
  if (!own || !isView(holder)) return;
  for (let after: string | null = null, more = true; more;) {
    const page = fieldValue(request, holder, own.asked, { ...own.args, first: PAGE, after });
    if (!isConnection(page)) return;
    for (const node of page.nodes()) if (isView(node)) yield { view: node, plan: row, parent };
    const { hasNextPage, endCursor } = page.pageInfo();
    more = hasNextPage;
    after = endCursor;
  }
}

function line(request: ApiRequest, { view, plan, parent }: Row): BulkLine {
  const said = object(request, view, plan);
  const text = JSON.stringify(parent === null ? said : { ...said, __parentId: parent['id'] });
  return { text, isRoot: parent === null };
}

function object(request: ApiRequest, view: View, plan: PlannedObject): Record<string, unknown> {
  const said: Record<string, unknown> = {};
  for (const field of plan.fields) said[field.key] = shown(request, valueOf(request, view, field), field, plan.type);
  return said;
}

function valueOf(request: ApiRequest, view: View, { asked, args }: PlannedField): unknown {
  return asked.field === '__typename' ? asked.type : fieldValue(request, view, asked, args);
}

function shown(request: ApiRequest, value: unknown, field: PlannedField, parent: string): unknown {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(one => shown(request, one, field, parent));
  if (field.objects === null) return value;
  if (!isView(value)) throw new Error(`${parent}.${field.asked.field} is no object.`);
  const [only] = field.objects.values();
  const plan = field.objects.size === 1 ? only : field.objects.get(typeNameOf(value));
  return plan ? object(request, value, plan) : {};
}

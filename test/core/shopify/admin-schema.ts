import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSchema } from '../../../core/sample/shop/schema.ts';

/** Shopify's own schema. A test without it proves nothing, so it fails rather than skips. */
export function adminSchema() {
  const path = join(import.meta.dirname, '..', '..', '..', '.cache', 'shopify', 'admin_2026-10.json.gz');
  if (!existsSync(path)) throw new Error("Shopify's API schema is not here yet. Run: npm run setup");
  return loadSchema(path).schema;
}

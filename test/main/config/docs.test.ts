import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { mappingsFile } from '../../../main/config/mappings-schema.ts';
import { ownershipFile } from '../../../main/config/ownership-schema.ts';
import { settingsSchema } from '../../../main/config/settings-schema.ts';

test('the examples of docs/settings.md are accepted as they stand', async () => {
  const page = await readFile(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
  const examples = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, text = '']): unknown => JSON.parse(text));
  expect(examples).toHaveLength(4);
  const [real, mappings, ownership, standIn] = examples;
  for (const settings of [real, standIn]) expect(settingsSchema.safeParse(settings).error).toBeUndefined();
  expect(mappingsFile.safeParse(mappings).error).toBeUndefined();
  expect(ownershipFile.safeParse(ownership).error).toBeUndefined();
});

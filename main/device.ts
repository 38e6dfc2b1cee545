import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { JSONFilePreset } from 'lowdb/node';

/** The data folder's own id, made once; a copied folder keeps it, which is how a copy is noticed. */
export async function deviceId(folder: string): Promise<string> {
  const file = await JSONFilePreset<{ id: string }>(join(folder, 'device.json'), { id: '' });
  if (file.data.id === '') await file.update(data => void (data.id = randomUUID()));
  return file.data.id;
}

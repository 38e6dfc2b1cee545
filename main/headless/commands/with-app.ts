import { openApp, type App } from '../../app.ts';
import { userSecrets } from '../passphrase.ts';
import { once } from './once.ts';

/** Opens the agent for one task; the first Ctrl+C ends it at a safe point. */
export async function withApp<T>(folder: string, use: (app: App) => Promise<T>): Promise<T> {
  const app = await openApp(folder, { keptSecrets: userSecrets(folder) });
  const end = (): void => void app.agent.stop();
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  try {
    return await once(() => use(app));
  } finally {
    process.off('SIGINT', end);
    process.off('SIGTERM', end);
    await app.close();
  }
}

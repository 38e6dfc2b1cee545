import type { AgentSnapshot } from '../../../core/contract.ts';
import type { PauseLength } from '../../../core/model/pause.ts';
import { askRunning } from '../../control.ts';
import { bannersInWords, exitCodes, valueOf, type Output } from './output.ts';
import { withApp } from './with-app.ts';

/** How things stand for the agent that runs on this folder, where one does. */
async function snapshotOfRunning(folder: string): Promise<AgentSnapshot | undefined> {
  const reply = await askRunning(folder, 'snapshot');
  return reply && valueOf(reply);
}

/** Nothing starts by itself until then, whether or not an agent runs: the pause is kept in the journal. */
export async function pause(folder: string, length: PauseLength, output: Output): Promise<number> {
  const asked = await askRunning(folder, 'pause.start', length);
  if (asked !== undefined) valueOf(asked);
  const snapshot =
    asked === undefined
      ? await withApp(folder, async ({ agent }) => {
          await agent.handlers['pause.start'](length);
          return agent.snapshot();
        })
      : await snapshotOfRunning(folder);
  const paused = snapshot?.paused;
  output.data({ paused: paused ?? null });
  if (paused === undefined) return exitCodes.failed;
  output.say(`Paused until ${paused.words}. Orders wait safely in Shopify; "counterfoil resume" goes on before that.`);
  return exitCodes.ok;
}

function report(before: AgentSnapshot, goesOn: string, output: Output): number {
  output.data({ paused: null, wasPaused: before.paused !== undefined });
  output.say(before.paused === undefined ? 'Syncing was not paused.' : goesOn);
  const others = before.banners.filter(({ code }) => code !== 'paused');
  for (const line of bannersInWords(others)) output.say(line);
  return before.light === 'failed' ? exitCodes.failed : exitCodes.ok;
}

/** Ends a pause before its time. What rests for another reason is named and stays so. */
export async function resume(folder: string, output: Output): Promise<number> {
  const before = await snapshotOfRunning(folder);
  const asked = before && (await askRunning(folder, 'pause.end'));
  if (before !== undefined && asked !== undefined) {
    valueOf(asked);
    return report(before, 'Syncing goes on, at once with what was missed.', output);
  }
  return withApp(folder, async ({ agent }) => {
    const here = agent.snapshot();
    await agent.handlers['pause.end']();
    return report(here, 'The pause is over. Syncing goes on once the agent runs.', output);
  });
}

import { expect, test } from 'vitest';
import { openWorld } from './world.ts';

test('first look', async () => {
  const world = await openWorld();
  const agent = await world.openAgent();
  const t = Date.now();
  const result = await agent.run({ trigger: 'manual' });
  console.log(Date.now() - t, result?.summary, result?.stopped);
  const snap = agent.snapshot();
  console.log(snap.verdict, snap.counts, snap.banners);
  for (const p of snap.problems.slice(0, 10)) console.log(p.problem.title, p.problem.explanation);
  console.log(world.shop.requests.length, world.shop.requests.slice(0, 12));
  const seq = agent.journal.head.seq;
  const again = await agent.run({ trigger: 'manual' });
  console.log(again?.summary, seq, agent.journal.head.seq);
  await world.close();
  expect(result?.summary.counts.posted).toBe(300);
});

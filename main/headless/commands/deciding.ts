import { setTimeout as pause } from 'node:timers/promises';
import { isNamed } from '../../../core/agent/goods/named.ts';
import type { AgentSnapshot } from '../../../core/contract.ts';
import { useErp } from '../../../core/flows/export-stock/problems.ts';
import { SyncError } from '../../../core/errors.ts';
import type { GoodsChoice, StockLocation } from '../../../core/model/goods-view.ts';
import type { FlowName } from '../../../core/model/write.ts';
import { choicesInWords, goodsRunsInWords, planInWords, undoInWords } from './goods-lines.ts';
import { bannersInWords, exitCodes, problemInWords, type Output } from './output.ts';
import { withAgent, type Asked } from './with-agent.ts';

type Problem = AgentSnapshot['problems'][number];

/** What became of a flow, and what of it still waits. */
function reportFlow(snapshot: AgentSnapshot, flow: FlowName, output: Output): number {
  const plans = snapshot.plans.filter(plan => plan.flow === flow);
  const runs = snapshot.goods.filter(run => run.flow === flow);
  const [last] = runs;
  output.data({ flow, last: last ?? null, plans });
  for (const line of goodsRunsInWords(runs)) output.say(line);
  for (const line of bannersInWords(snapshot.banners)) output.say(line);
  for (const line of plans.flatMap(planInWords)) output.say(line);
  if (last?.end === 'stopped' || last?.end === 'cancelled') return exitCodes.failed;
  return plans.length > 0 || last?.end === 'attention' ? exitCodes.attention : exitCodes.ok;
}

/** Lets a held plan pass, as a person has looked at it. Both sides are compared anew first. */
export const approve = (folder: string, flow: FlowName, key: string, output: Output): Promise<number> =>
  withAgent(folder, async agent => {
    const held = (await agent.snapshot()).plans.filter(plan => plan.flow === flow);
    if (!held.some(plan => plan.key === key)) {
      const keys = held.map(plan => plan.key).join('; ');
      throw new SyncError('rejected', 'nothing-held', `No plan ${key} of ${flow} is held.`, {
        nextStep: held.length === 0 ? 'Nothing of this flow waits to be approved.' : `These are held: ${keys}.`,
      });
    }
    await agent.ask('plan.approve', flow, key);
    return reportFlow(await agent.snapshot(), flow, output);
  });

/** Compares a flow anew; what still must be seen first stays held. */
export const again = (folder: string, flow: FlowName, output: Output): Promise<number> =>
  withAgent(folder, async agent => {
    await agent.ask('plan.again', flow);
    return reportFlow(await agent.snapshot(), flow, output);
  });

/** Decides what a product or a stock level waits for, or with what stock a location starts. */
export const choose = (folder: string, said: string, choice: string | undefined, output: Output): Promise<number> =>
  withAgent(folder, async agent => {
    const waiting = await waitingFor(agent, said);
    if (choice === undefined || !waiting.choices.some(one => one.choice === choice)) {
      const offered = waiting.choices.map(one => `${one.choice} (${one.words})`).join('; ');
      throw new SyncError(
        'rejected',
        'choice-unknown',
        choice === undefined
          ? `${waiting.name} waits for a choice.`
          : `${choice} is none of the choices for ${waiting.name}.`,
        {
          nextStep: offered === '' ? 'Nothing can be chosen here; counterfoil status says what to do.' : `${offered}.`,
        },
      );
    }
    await agent.ask('goods.choose', waiting.id, choice);
    const after = await agent.snapshot();
    if (waiting.isLocation) return reportFlow(after, 'export-stock', output);
    const left = after.problems.find(({ recordId }) => recordId === waiting.id);
    const row = (await agent.ask('goods.trace', waiting.id))?.row;
    output.data({
      id: waiting.id,
      name: waiting.name,
      choice,
      state: row?.state ?? null,
      problem: left?.problem ?? null,
    });
    output.say(left === undefined ? `${waiting.name}: done.` : `${waiting.name}: ${left.problem.title}`);
    for (const line of left === undefined ? [] : [...problemInWords(left.problem), ...choicesInWords(left)])
      output.say(line);
    return left === undefined ? exitCodes.ok : exitCodes.attention;
  });

type Waiting = {
  readonly id: string;
  readonly name: string;
  readonly isLocation: boolean;
  readonly choices: readonly Pick<GoodsChoice, 'choice' | 'words'>[];
};

/** @throws record-unknown, and where several are called so */
async function waitingFor(agent: Asked, said: string): Promise<Waiting> {
  const { problems } = await agent.snapshot();
  const cards = problems.filter(
    ({ about, recordId: id, recordName: name }) => about === 'goods' && isNamed({ id, name }, said),
  );
  if (cards.length > 1) throw several(said, cards);
  const [card] = cards;
  if (card !== undefined) return { id: card.recordId, name: card.recordName, isLocation: false, choices: card.choices };
  const place = (await startingLocations(agent)).find(one => isNamed(one, said));
  if (place !== undefined)
    return {
      id: place.id,
      name: place.name,
      isLocation: true,
      choices: [{ choice: useErp, words: `start with the figures of ${place.warehouse}` }],
    };
  throw new SyncError('rejected', 'record-unknown', `Nothing called ${said} waits for a choice.`, {
    nextStep: '"counterfoil status" lists what waits, with its choices.',
  });
}

const several = (said: string, cards: readonly Problem[]): SyncError =>
  new SyncError('rejected', 'record-unknown', `Several that are called ${said} wait for a choice.`, {
    nextStep: `Give the id of one: ${cards.map(({ recordId, recordName }) => `${recordId} (${recordName})`).join('; ')}.`,
  });

const lookAgainMs = 200;

/** Those whose stock was never agreed. What is known of them is of a comparison, so one is made where there was none yet. */
async function startingLocations(agent: Asked): Promise<readonly StockLocation[]> {
  let view = await agent.ask('stock.view');
  if (view.at === undefined) {
    await agent.ask('stock.look');
    do {
      await pause(lookAgainMs);
      view = await agent.ask('stock.view');
    } while (view.isLooking);
  }
  return view.locations.filter(({ isFirst }) => isFirst);
}

/** What taking back one Write would do; with `isMeant` it is done, where nothing has changed since. */
export const undo = (folder: string, seq: number, isMeant: boolean, output: Output): Promise<number> =>
  withAgent(folder, async agent => {
    const look = await agent.ask('undo.look', seq);
    const mayBe = look.refusal === undefined;
    if (mayBe && isMeant) await agent.ask('undo.do', seq);
    output.data({ seq, ...look, done: mayBe && isMeant });
    for (const line of undoInWords(look)) output.say(line);
    if (mayBe) output.say(isMeant ? 'Taken back.' : `Nothing was done. To take it back: counterfoil undo ${seq} --yes`);
    return mayBe ? exitCodes.ok : exitCodes.failed;
  });

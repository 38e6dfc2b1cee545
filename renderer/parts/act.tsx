import type { Banner, Snapshot } from '../../core/contract.ts';
import { useAgent } from '../agent.tsx';
import { markOfRun } from '../words.ts';
import { go, hrefOf } from '../route.ts';
import { BusyButton } from './busy-button.tsx';
import type { IconName } from './icon.tsx';
import { refused, useToast, type Toast } from './toast.tsx';

type Props = {
  readonly button: NonNullable<Banner['button']>;
  /** The one answer of the screen, rather than one at its side. */
  readonly main?: boolean;
};

const icons: Readonly<Record<Props['button']['request'], IconName>> = {
  resume: 'sync',
  'run.now': 'sync',
  'pause.end': 'play',
  'setup.open': 'mappings',
  'update.install': 'sync',
};

/** What a banner offers, and in a message what came of it. */
export function Act({ button: { request, words, step }, main = false }: Props) {
  const { api, link } = useAgent();
  const toast = useToast();
  const press = async () => {
    const reply = await api.request(request);
    if (reply.ok && request === 'setup.open') return go(hrefOf('set-up', step));
    if (reply.ok && (request === 'pause.end' || request === 'update.install')) return;
    const after = reply.ok ? await api.request('snapshot') : reply;
    toast(after.ok ? outcome(after.value) : refused(after.failure));
  };
  return (
    <BusyButton
      icon={icons[request]}
      kind={main ? 'filled' : 'default'}
      size={main ? 'big' : 'compact'}
      disabled={link !== 'live'}
      onPress={press}
    >
      {words}
    </BusyButton>
  );
}

function outcome({ light, verdict, lastRun }: Snapshot): Toast {
  if (light === 'standing-by' || lastRun === undefined) return { mark: 'info', words: verdict };
  const mark = markOfRun[lastRun.end];
  if (lastRun.end === 'stopped') return { mark, words: `Tried again, and it stopped: ${lastRun.words}` };
  return { mark, words: `Tried again, and it went through. ${lastRun.words}`.trim() };
}

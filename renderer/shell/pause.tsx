import { Button, Menu } from '@mantine/core';
import type { Requests } from '../../core/contract.ts';
import type { PauseLength } from '../../core/model/pause.ts';
import { useAgent, useSnapshot } from '../agent.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { Icon } from '../parts/icon.tsx';
import { refused, useToast } from '../parts/toast.tsx';

/** Told true with the press, false where it came to nothing. */
type Props = { readonly onPress: (holds: boolean) => void };

/** Asks, and says in words where that was refused. */
function usePauseRequest(onPress: Props['onPress']) {
  const { api } = useAgent();
  const toast = useToast();
  return async <N extends 'pause.start' | 'pause.end'>(name: N, ...args: Parameters<Requests[N]>): Promise<boolean> => {
    onPress(true);
    const reply = await api.request(name, ...args);
    if (reply.ok) return true;
    onPress(false);
    toast(refused(reply.failure));
    return false;
  };
}

const lengths: readonly (readonly [PauseLength, string])[] = [
  ['hour', 'Pause for 1 hour'],
  ['until-tomorrow', 'Pause until tomorrow 08:00'],
];

export function PauseMenu({ onPress }: Props) {
  const { link } = useAgent();
  const { running } = useSnapshot();
  const toast = useToast();
  const ask = usePauseRequest(onPress);
  const pause = async (length: PauseLength) => {
    if ((await ask('pause.start', length)) && running)
      toast({ mark: 'info', words: 'Paused. The order under way is still finished.' });
  };
  return (
    <Menu
      position="top-end"
      width={224}
      transitionProps={{ duration: 0 }}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      returnFocus
    >
      <Menu.Target>
        <Button
          variant="default"
          data-size="compact"
          className="icon-only"
          aria-label="Pause syncing"
          title="Pause syncing"
          disabled={link !== 'live'}
        >
          <Icon name="pause" />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {lengths.map(([length, words]) => (
          <Menu.Item key={length} onClick={() => void pause(length)}>
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

export function ResumeNow({ onPress }: Props) {
  const { link } = useAgent();
  const ask = usePauseRequest(onPress);
  return (
    <BusyButton icon="play" size="compact" disabled={link !== 'live'} onPress={() => ask('pause.end')}>
      Resume now
    </BusyButton>
  );
}

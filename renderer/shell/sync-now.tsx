import { useAgent, useSnapshot } from '../agent.tsx';
import { BusyButton } from '../parts/busy-button.tsx';
import { refused, useToast } from '../parts/toast.tsx';

/** One way to start a run, for the button and F5 alike. */
export function useSyncNow(): { readonly busy: boolean; readonly able: boolean; readonly start: () => Promise<void> } {
  const { api, link } = useAgent();
  const { running, paused } = useSnapshot();
  const toast = useToast();
  const busy = running !== undefined;
  const able = link === 'live';
  const start = async () => {
    if (busy || !able) return;
    if (paused) return toast({ mark: 'info', words: `Paused until ${paused.words}. Resume, and it syncs at once.` });
    const reply = await api.request('run.now');
    if (!reply.ok) toast(refused(reply.failure));
  };
  return { busy, able, start };
}

export function SyncNow() {
  const { busy, able, start } = useSyncNow();
  return (
    <BusyButton icon="sync" size="compact" busy={busy} disabled={!able} onPress={start}>
      Sync now
    </BusyButton>
  );
}

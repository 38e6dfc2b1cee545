import { useSnapshot } from '../../agent.tsx';
import { Tick } from '../../parts/tick.tsx';

type Props = { readonly atLogin: boolean; readonly onAtLogin: (on: boolean) => void };

/** How the desktop app lives on when its window is closed, and where it is found then (DESK-16). */
export function BesideTheClock({ atLogin, onAtLogin }: Props) {
  const { startsAtLogin } = useSnapshot().pc;
  return (
    <section className="beside" aria-label="Beside the clock">
      {startsAtLogin !== undefined && (
        <Tick checked={atLogin} onChange={onAtLogin}>
          Start Counterfoil when I sign in to this PC
        </Tick>
      )}
      <p className="sm mut">
        Its icon sits beside the clock, and tells when something needs you. If you do not see it there, click the small
        arrow beside the clock and drag the icon out; on Windows 11 you can also switch it on under Settings,
        Personalisation, Taskbar, Other system tray icons. Without the icon, opening Counterfoil again shows the same
        window.
      </p>
    </section>
  );
}

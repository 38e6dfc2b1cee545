import { Button, Loader } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

type Props = {
  readonly icon: IconName;
  readonly kind?: 'filled' | 'outline' | 'default';
  readonly size?: 'compact' | 'normal' | 'big';
  readonly disabled?: boolean;
  /** Shown busy although this button did not start it. */
  readonly busy?: boolean;
  readonly className?: string;
  readonly onPress: () => Promise<unknown>;
  readonly children: ReactNode;
};

/** Keeps its label and width while it works, and ignores a second click. */
export function BusyButton({
  icon,
  kind = 'default',
  size = 'normal',
  busy = false,
  onPress,
  children,
  ...rest
}: Props) {
  const [working, setWorking] = useState(false);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => void (here.current = false);
  }, []);
  const spins = working || busy;
  const press = async () => {
    if (spins) return;
    setWorking(true);
    await onPress().finally(() => here.current && setWorking(false));
  };
  return (
    <Button
      {...rest}
      variant={kind}
      data-size={size}
      aria-busy={spins}
      leftSection={spins ? <Loader size={16} color="currentColor" /> : <Icon name={icon} />}
      onClick={() => void press()}
    >
      {children}
    </Button>
  );
}

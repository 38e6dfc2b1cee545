import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { useAgent } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { Ask } from '../../parts/ask.tsx';
import { BeforeAfter } from '../../parts/before-after.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Names } from '../../parts/names.tsx';
import { refused, useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';

type Props = {
  /** Of the entry that told of the Write. */
  readonly seq: number;
  /** What was done: "Stock set in Shopify". */
  readonly words: string;
};

/** Leads to what taking the Write back would do. */
export function Undo({ seq, words }: Props) {
  const { link } = useAgent();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button
        variant="subtle"
        data-size="compact"
        leftSection={<Icon name="undo" />}
        aria-label={`Undo: ${words}`}
        disabled={link !== 'live'}
        onClick={() => setAsking(true)}
      >
        Undo…
      </Button>
      {asking && <TakeBack seq={seq} words={words} onDone={() => setAsking(false)} />}
    </>
  );
}

/** Asks both systems first: what would change, what stays behind, or why it cannot be. */
function TakeBack({ seq, words, onDone }: Props & { readonly onDone: () => void }) {
  const { api } = useAgent();
  const toast = useToast();
  const { value: look, failure, again } = useAsked('undo.look', [seq]);
  const agree = async () => {
    onDone();
    const reply = await api.request('undo.do', seq);
    toast(reply.ok ? { mark: 'ok', words: `Taken back: ${words}. The stub stands above it.` } : refused(reply.failure));
  };
  return (
    <Ask
      title="Take it back?"
      yes="Take it back"
      no="Leave it as it is"
      className="ask-wide"
      able={look !== undefined && look.refusal === undefined}
      onYes={() => void agree()}
      onNo={onDone}
    >
      {failure && <Trouble failure={failure} again={again} />}
      {!look && !failure && (
        <div className="later" role="status" aria-label="Asking both sides">
          <Skeleton height={20} />
          <Skeleton height={64} />
        </div>
      )}
      {look && (
        <>
          <p>
            <Names text={look.words} />
          </p>
          {look.refusal === undefined ? (
            <>
              {look.fields.length > 0 && <BeforeAfter fields={look.fields} />}
              {look.stays.length > 0 && (
                <>
                  <h3>What stays behind</h3>
                  <ul className="plain-list">
                    {look.stays.map(stays => (
                      <li key={stays}>
                        <Names text={stays} />
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </>
          ) : (
            <p className="mut" role="status">
              <b>It cannot be taken back.</b> <Names text={look.refusal} />
            </p>
          )}
        </>
      )}
    </Ask>
  );
}

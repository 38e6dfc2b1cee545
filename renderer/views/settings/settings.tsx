import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { EditableSettings, SettingsView } from '../../../core/model/settings.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useToast } from '../../parts/toast.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Connections } from './connections.tsx';
import { leaveDraft, leftDraft, type Draft } from './draft.ts';
import { Goods } from './goods.tsx';
import { Notifications } from './notifications.tsx';
import { Schedule } from './schedule.tsx';
import { Support } from './support.tsx';
import { ThisPc } from './this-pc.tsx';
import { Unsaved } from './unsaved.tsx';
import { Updates } from './updates.tsx';

/** What a person sets once and seldom changes. Nothing counts before it is saved. */
export function Settings() {
  const { stage, version } = useSnapshot();
  const asked = useAsked('settings.get', [], `${stage} ${version}`);
  return (
    <div className="page">
      <header className="head">
        <h1>Settings</h1>
      </header>
      {asked.failure && <Trouble failure={asked.failure} again={asked.again} />}
      {asked.value && <Form key={JSON.stringify(asked.value)} known={asked.value} again={asked.again} />}
    </div>
  );
}

function Form({ known, again }: { known: SettingsView; again: () => void }) {
  const { api } = useAgent();
  const toast = useToast();
  const { shop, erp, ...editable } = known;
  const [draft, setDraft] = useState<EditableSettings>(leftDraft(editable) ?? editable);
  const [failure, setFailure] = useState<Failure>();
  const changed = JSON.stringify(draft) !== JSON.stringify(editable);
  const become = (next: EditableSettings) => {
    leaveDraft(editable, next);
    setDraft(next);
  };
  const props: Draft = { draft, change: part => become({ ...draft, ...part }) };
  const save = async () => {
    const reply = await api.request('settings.save', draft);
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    toast({ mark: 'ok', words: 'Saved. It counts from now on.' });
    again();
  };
  const discard = () => {
    become(editable);
    setFailure(undefined);
  };
  return (
    <>
      <nav className="sections" aria-label="Sections">
        {sections.map(({ id, name }) => (
          <button key={id} type="button" onClick={() => jump(id)}>
            {name}
          </button>
        ))}
      </nav>
      <Connections shop={shop} erp={erp} />
      <Schedule {...props} />
      <Goods {...props} />
      <Notifications {...props} />
      <Updates {...props} />
      <ThisPc {...props} />
      <Support />
      {changed && <Unsaved failure={failure} onSave={save} onDiscard={discard} />}
    </>
  );
}

const sections = [
  { id: 'connections', name: 'Connections' },
  { id: 'when', name: 'When it runs' },
  { id: 'goods', name: 'Stock and products' },
  { id: 'notifications', name: 'Notifications' },
  { id: 'updates', name: 'Updates' },
  { id: 'this-pc', name: 'This PC' },
  { id: 'support', name: 'Support' },
] as const;

/** The address names the screen, so a section is no link. */
function jump(id: string): void {
  const heading = document.querySelector<HTMLElement>(`#${id}`);
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus();
}

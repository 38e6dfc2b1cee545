import { useState } from 'react';
import type { Failure } from '../../../core/contract.ts';
import type { SettingsView } from '../../../core/model/settings.ts';
import type { Check } from '../../../core/model/setup.ts';
import { useAgent, useSnapshot } from '../../agent.tsx';
import { useFormats } from '../../clock.ts';
import { BusyButton } from '../../parts/busy-button.tsx';
import { CheckList } from '../../parts/check-list.tsx';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { go, hrefOf } from '../../route.ts';
import { Section } from './section.tsx';

const signIns: Readonly<Record<SettingsView['shop']['signIn'], string>> = {
  'admin-token': 'with an access token',
  'client-credentials': 'with an app from the Dev Dashboard',
};

/** Both systems, tried live when a person asks. */
export function Connections({ shop, erp }: Pick<SettingsView, 'shop' | 'erp'>) {
  const { api, link } = useAgent();
  const { shop: known, stage } = useSnapshot();
  const change = async () => {
    const reply = await api.request('setup.open');
    if (reply.ok) go(hrefOf('set-up', stage === 'own' ? 'store' : 'welcome'));
  };
  return (
    <Section id="connections" title="Connections">
      <Connection
        system="shop"
        icon="shop"
        title={`Shopify${known === undefined ? '' : `: ${known.name}`}`}
        text={`${shop.domain}, ${signIns[shop.signIn]}`}
      />
      <Connection system="erp" icon="document" title={erp.name} text={erp.where} />
      <p className="setting-foot">
        <BusyButton icon="mappings" disabled={link !== 'live'} onPress={change}>
          {stage === 'own' ? 'Change the connections' : 'Connect my store'}
        </BusyButton>
        <span className="sm mut">Syncing goes on until the new ones are tested and you start them.</span>
      </p>
    </Section>
  );
}

type Props = {
  readonly system: 'shop' | 'erp';
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
};

function Connection({ system, icon, title, text }: Props) {
  const { api, link } = useAgent();
  const format = useFormats();
  const [tested, setTested] = useState<{ readonly at: string; readonly checks: readonly Check[] }>();
  const [failure, setFailure] = useState<Failure>();
  const test = async () => {
    const reply = await api.request('connection.test', system);
    setFailure(reply.ok ? undefined : reply.failure);
    setTested(reply.ok ? { at: new Date().toISOString(), checks: reply.value } : undefined);
  };
  const isWell = tested?.checks.every(({ mark }) => mark !== 'failed') === true;
  return (
    <div className="connection">
      <Icon name={icon} />
      <div>
        <p className="b">{title}</p>
        <p className="sm mut">{text}</p>
      </div>
      {tested && (
        <StateTag
          mark={isWell ? 'ok' : 'bad'}
        >{`${isWell ? 'Works' : 'Needs you'}, ${format.time(tested.at)}`}</StateTag>
      )}
      <BusyButton icon="sync" size="compact" disabled={link !== 'live'} onPress={test}>
        {system === 'shop' ? 'Test Shopify' : 'Test the ERP'}
      </BusyButton>
      <div className="connection-more">
        <Refusal failure={failure} />
        {tested && <CheckList checks={tested.checks} label={`What ${title} answered`} />}
      </div>
    </div>
  );
}

import type { Banner as BannerData } from '../../core/contract.ts';
import { useAgent, useSnapshot } from '../agent.tsx';
import type { Link } from '../api.ts';
import { useFormats } from '../clock.ts';
import { Act } from '../parts/act.tsx';
import { Banner } from '../parts/banner.tsx';
import type { Mark } from '../parts/state-mark.tsx';
import { newestLink, whenAway } from '../words.ts';

const marks: Readonly<Record<BannerData['severity'], Mark>> = { failed: 'bad', attention: 'warn', note: 'info' };
const rank: Readonly<Record<BannerData['severity'], number>> = { failed: 0, attention: 1, note: 2 };
const atMost = 2;

/** What affects the whole app: worst first, at most two, and before all of them that nothing here is current. */
export function Banners() {
  const { link } = useAgent();
  const { banners } = useSnapshot();
  const cutOff = link === 'away' || link === 'locked';
  const shown = banners.toSorted((a, b) => rank[a.severity] - rank[b.severity]).slice(0, cutOff ? atMost - 1 : atMost);
  if (!cutOff && shown.length === 0) return null;
  return (
    <div className="banners">
      {cutOff && <CutOff link={link} />}
      {shown.map(banner => (
        <Banner
          key={banner.code}
          mark={marks[banner.severity]}
          title={banner.title}
          button={banner.button && <Act button={banner.button} />}
        >
          {banner.explanation}
        </Banner>
      ))}
    </div>
  );
}

function CutOff({ link }: { link: Link }) {
  const asOf = `What you see is as of ${useFormats().time(useSnapshot().now)}.`;
  return link === 'locked' ? (
    <Banner mark="warn" title="Counterfoil was started anew.">
      {asOf} Open {newestLink}.
    </Banner>
  ) : (
    <Banner mark="warn" title="Counterfoil does not answer.">
      {asOf} {whenAway}
    </Banner>
  );
}

import type { JSX } from "preact";
import { parseCoverage, type Coverage, type SessionGap } from "../data/coverage";
import { percent } from "../shape/format";
import { seenTwice, sharesOf, shownGaps, type Share } from "../shape/coverage";
import { linkTo, period } from "../store/address";
import { listChanges } from "../store/live-feed";
import { coveragePath } from "../store/paths";
import { useResource } from "../store/resource";
import { Empty, Face, Skeleton } from "./faces";
import { Icon } from "./icons";
import { Card, Count, Name } from "./text";

/** Which sources saw the requests of these days, and the sessions in which one of them seems to have missed some. */
export function CoverageCard(): JSX.Element {
  const asked = useResource(coveragePath(period.value), parseCoverage, listChanges.value);
  return (
    <Card title="Coverage" class="coverage" aside={<span class="quiet" title="Filters do not apply here">all requests</span>}>
      <Face of={asked.loaded} what="Coverage" retry={asked.retry} skeleton={<Skeleton rows={4} />}>
        {(coverage) => coverage.totals.requests + coverage.sessionsWithGaps === 0
          ? <Empty title="No session in these days." />
          : <Ready coverage={coverage} />}
      </Face>
    </Card>
  );
}

function Ready({ coverage }: { readonly coverage: Coverage }): JSX.Element {
  const { shown, more } = shownGaps(coverage);
  const twice = seenTwice(coverage.totals);
  return (
    <div class="coverage-parts">
      <div>
        {twice === null ? <p class="quiet">No request in these days.</p> : (
          <p class="coverage-line" title="A request that several sources report is counted once; two sources check each other.">
            <span class="coverage-figure">{percent(twice)}</span> by two sources or more
          </p>
        )}
        <ul class="shares">{sharesOf(coverage.totals).map((share) => <ShareLine key={share.source} share={share} />)}</ul>
      </div>
      <div>
        {coverage.sessionsWithGaps === 0 ? (
          <p class="coverage-line coverage-whole"><Icon name="check" /> No gap found in <Count>{coverage.sessions}</Count> sessions.</p>
        ) : (
          <>
            <p class="coverage-line"><Icon name="warn" /> <Count>{coverage.sessionsWithGaps}</Count> of <Count>{coverage.sessions}</Count> sessions with gaps</p>
            <ul class="gaps">{shown.map((gap) => <GapLine key={gap.session} gap={gap} />)}</ul>
            {more <= 0 ? null : <p class="quiet">and {more} more sessions</p>}
          </>
        )}
      </div>
    </div>
  );
}

function ShareLine({ share }: { readonly share: Share }): JSX.Element {
  return (
    <li>
      <span class="share-name">{share.words}</span>
      <meter class="share-bar" min={0} max={100} value={share.percent} aria-label={`Share seen by ${share.words}`}>{percent(share.percent)}</meter>
      <span class="number share-percent" title={`${share.requests} requests`}>{percent(share.percent)}</span>
    </li>
  );
}

function GapLine({ gap }: { readonly gap: SessionGap }): JSX.Element {
  const place = gap.machine ?? gap.user;
  return (
    <li>
      <a href={linkTo("sessions", { id: gap.session })}><Name unknown="no project">{gap.project}</Name></a>{place === null ? "" : <> on <Name>{place}</Name></>}
      {gap.why.map((why) => <p key={why.kind + why.what}>{why.what} <span class="quiet">{why.next}</span></p>)}
    </li>
  );
}

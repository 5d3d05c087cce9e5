import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Sparkline } from "../chart/sparkline";
import type { Cube } from "../data/cube";
import { parseSummary } from "../data/summary";
import { allTokens } from "../data/totals";
import { divideDollars, drawn } from "../money";
import { Card, Cost, Count, Unpriced } from "../part/text";
import { Empty, Face, Skeleton } from "../part/faces";
import { AttentionCard } from "../part/attention-card";
import { BudgetRing } from "../part/budget-ring";
import { CoverageCard } from "../part/coverage-card";
import { SpendCard } from "../part/spend-card";
import { WhereCard } from "../part/where-card";
import { filterEntries, matching, spentOn, timeOf } from "../shape/cells";
import { everyDay, hourIn } from "../shape/days";
import { fineMoney, minutes, percent } from "../shape/format";
import { overviewOf, type Change, type Overview } from "../shape/overview";
import { lengthOf } from "../shape/range";
import { spendOverTime, trendOf, type Spend } from "../shape/spend";
import { address, days, period, previous, setRange } from "../store/address";
import { now } from "../store/clock";
import { cubesOf, refreshAll, wantDays } from "../store/cubes";
import { changes, listChanges, today, untilLive, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { summaryPath } from "../store/paths";
import { useResource } from "../store/resource";

/** Longer periods are not compared: it would double the days to fetch. */
const LONGEST_COMPARED = 92;

export function OverviewPage(): JSX.Element {
  const shown = days.value;
  const before = previousDays();
  useEffect(() => {
    wantDays(shown);
    wantDays(before);
  }, [shown.join(), before.join(), changes.value]);
  const cubes = period.value === null ? untilLive() : cubesOf(shown);
  return (
    <div class="page-overview">
      <Face of={cubes} what="Usage" retry={() => refreshAll(shown)} skeleton={<OverviewSkeleton />}>
        {(value) => <Ready cubes={value} before={before} />}
      </Face>
    </div>
  );
}

function previousDays(): readonly string[] {
  const range = previous.value;
  return range === null || lengthOf(range) > LONGEST_COMPARED ? [] : everyDay(range.start, range.end);
}

function Ready({ cubes, before }: { readonly cubes: readonly Cube[]; readonly before: readonly string[] }): JSX.Element {
  const shown = period.value;
  const earlier = previous.value;
  const { filters } = address.value;
  if (shown === null || earlier === null) return <OverviewSkeleton />;
  const hour = hourIn(zone.value, now.value);
  const unfinished = today.value !== null && shown.end === today.value;
  const cubesBefore = before.length === 0 ? null : valueOf(cubesOf(before));
  const overview = overviewOf(cubes, filters, cubesBefore === null ? null : { cubes: cubesBefore, period: earlier, cutHour: unfinished ? hour : null });
  const moment = { day: today.value ?? shown.end, hour };
  const trend = spendOverTime(cubes, shown, filters, "project", moment);
  return (
    <>
      <Figures overview={overview} trend={trend} cubes={cubes} comparedWith={comparedWith(unfinished)} />
      {overview.spent.requests === 0 ? <><NothingHere /><CoverageCard /></> : (
        <>
          <SpendCard cubes={cubes} moment={moment} period={shown} />
          <div class="two three">
            <WhereCard cubes={cubes} />
            <AttentionCard cubes={cubes} />
            <CoverageCard />
          </div>
        </>
      )}
    </>
  );
}

function comparedWith(unfinished: boolean): string {
  const range = previous.value;
  if (range === null) return "";
  const length = lengthOf(range);
  if (length === 1) return unfinished ? "yesterday, same hours" : "the day before";
  return unfinished ? `the ${length} days before, same hours` : `the ${length} days before`;
}

function NothingHere(): JSX.Element {
  const filtered = filterEntries(address.value.filters).length > 0;
  return (
    <Card>
      <Empty title={filtered ? "Nothing matches these filters in these days." : "No usage in these days."}>
        <p>Remove a filter, or look at a longer range.</p>
        <button type="button" class="button" onClick={() => setRange({ kind: "days", days: 30 })}>Last 30 days</button>
      </Empty>
    </Card>
  );
}

function Figures({ overview, trend, cubes, comparedWith: compared }: {
  readonly overview: Overview; readonly trend: Spend; readonly cubes: readonly Cube[]; readonly comparedWith: string;
}): JSX.Element {
  const { spent, time, changes, cacheRead, coverage } = overview;
  const asked = useResource(time === null ? summaryPath(period.value, address.value.filters, null) : null, parseSummary, listChanges.value);
  const summary = valueOf(asked.loaded);
  const agentMinutes = time?.agentMinutes ?? summary?.totals.agentMinutes ?? null;
  const wallClock = time?.wallClockMinutes ?? summary?.totals.wallClockMinutes ?? null;
  const { filters } = address.value;
  const daily = (measure: (cube: Cube) => number): number[] => cubes.map(measure);
  return (
    <div class="figures">
      <Figure title="Estimated cost" change={changes.cost} compared={compared} louder aside={<BudgetRing />}
        trend={<Sparkline label="Trend of the estimated cost" values={trendOf(trend, (column) => drawn(column.cost))} />}
        beneath={spent.unpricedRequests > 0 ? <Unpriced requests={spent.unpricedRequests} /> : coverage === null || coverage === 0 ? "no request without a price" : <span title="Share of requests that two sources reported; each is counted once.">{percent(coverage)} by two sources</span>}>
        <Cost>{spent.cost}</Cost>
      </Figure>
      <Figure title="Requests" change={changes.requests} compared={compared}
        trend={<Sparkline label="Trend of the requests" values={trendOf(trend, (column) => column.requests)} />}
        beneath={spent.requests === 0 ? " " : `${fineMoney(divideDollars(spent.cost, spent.requests))} a request`}>
        <Count>{spent.requests}</Count>
      </Figure>
      <Figure title="Agent time" change={changes.time} compared={compared}
        trend={cubes.length > 1 && time !== null ? <Sparkline label="Trend of the active time" values={daily((cube) => timeOf([cube], filters)?.agentMinutes ?? 0)} /> : null}
        beneath={wallClock === null ? "not split by model or lane" : `wall-clock ${minutes(wallClock)}`}>
        <span class="number" title="Active minutes, added up over sessions">{agentMinutes === null ? "–" : minutes(agentMinutes)}</span>
      </Figure>
      <Figure title="Tokens" change={changes.tokens} compared={compared}
        trend={cubes.length > 1 ? <Sparkline label="Trend of the tokens" values={daily((cube) => allTokens(spentOn(matching(cube.cells, filters)).tokens))} /> : null}
        beneath={cacheRead === null ? " " : <span title="Share of all input tokens that came from the cache">cache read {percent(cacheRead)}</span>}>
        <Count>{allTokens(spent.tokens)}</Count>
      </Figure>
    </div>
  );
}

function Figure({ title, change, compared, trend, beneath, aside = null, louder = false, children }: {
  readonly title: string; readonly change: Change; readonly compared: string; readonly trend: ComponentChildren;
  readonly beneath: ComponentChildren; readonly aside?: ComponentChildren; readonly louder?: boolean; readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <section class={`card figure ${louder ? "figure-main" : ""}`} aria-label={title}>
      <div class="figure-line"><h2 class="figure-title">{title}</h2>{aside}</div>
      <div class="figure-line"><span class="figure-value">{children}</span><Delta change={change} compared={compared} /></div>
      <div class="figure-line figure-foot"><span class="figure-beneath">{beneath}</span>{trend}</div>
    </section>
  );
}

function Delta({ change, compared }: { readonly change: Change; readonly compared: string }): JSX.Element {
  if (change.kind === "unknown") return <span class="delta quiet" title={`No comparison: ${change.reason}`}>–</span>;
  const rounded = Math.abs(change.percent) > 999 ? ">999%" : percent(Math.abs(change.percent));
  const direction = change.percent > 0 ? "up" : change.percent < 0 ? "down" : "level";
  const arrow = { up: "▲", down: "▼", level: "=" }[direction];
  return <span class="delta" title={`${direction} ${rounded} against ${compared}`}><span aria-hidden="true">{arrow}</span> <span class="unseen">{direction}</span>{rounded}</span>;
}

function OverviewSkeleton(): JSX.Element {
  return (
    <>
      <div class="figures">{[1, 2, 3, 4].map((card) => <div key={card} class="card figure"><Skeleton rows={2} /></div>)}</div>
      <div class="card chart-card"><Skeleton rows={6} /></div>
      <div class="two three"><div class="card"><Skeleton rows={6} /></div><div class="card"><Skeleton rows={3} /></div><div class="card"><Skeleton rows={4} /></div></div>
    </>
  );
}


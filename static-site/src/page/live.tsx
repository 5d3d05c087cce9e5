import type { JSX } from "preact";
import { ActivityStrip } from "../chart/sparkline";
import type { Live, SessionCard } from "../data/live";
import { allTokens, cacheReadPercent } from "../data/totals";
import { isZero, sumDollars } from "../money";
import { Empty, Face, Skeleton } from "../part/faces";
import { Cost, CostOf, Count, Name, Unpriced } from "../part/text";
import { byCost, costLevel, recentCosts, type Trend } from "../shape/cards";
import type { Enforcement } from "../data/enforcement";
import { parseEnforcements } from "../data/enforcement";
import { CostLevelMark } from "../part/cost-level";
import { HeldMark } from "../part/held";
import { someBlock } from "../shape/budgets";
import { heldBack, stillHeld } from "../shape/enforcement";
import { useBudgets, versionNow } from "../store/brake";
import { levels } from "../store/levels";
import { valueOf } from "../store/loaded";
import { enforcementsPath } from "../store/paths";
import { useResource } from "../store/resource";
import { ago, clockSeconds, fineMoney, minutes, percent, short, whole } from "../shape/format";
import { matchesCard } from "../shape/sessions";
import { address, linkTo } from "../store/address";
import { now } from "../store/clock";
import { live, poll, zone } from "../store/live-feed";

export function LivePage(): JSX.Element {
  return (
    <div class="page-live">
      <Face of={live.value} what="Live data" retry={() => void poll()} skeleton={<LiveSkeleton />}>
        {(value) => <Ready live={value} />}
      </Face>
    </div>
  );
}

function Ready({ live: { today, activeSessions, day } }: { readonly live: Live }): JSX.Element {
  const cards = byCost(activeSessions.filter((card) => matchesCard(card, address.value.filters)));
  const working = activeSessions.filter((card) => card.state === "active").length;
  const runningCost = sumDollars(activeSessions.map((card) => card.totals.estimatedCostUsd));
  const cacheRead = cacheReadPercent(today.tokens);
  const budgets = valueOf(useBudgets()) ?? [];
  // Nobody is held back as long as no budget says so, and then there is nothing to ask.
  const records = useResource(someBlock(budgets) ? enforcementsPath({ start: day, end: day }) : null, parseEnforcements, versionNow());
  const held = stillHeld(heldBack(valueOf(records.loaded) ?? []), budgets);
  return (
    <>
      <section class="card strip" aria-label={`Today so far, ${day}`}>
        <dl>
          <div><dt>Today, estimated cost</dt><dd><Cost>{today.estimatedCostUsd}</Cost><Unpriced requests={today.unpricedRequests} terse /></dd></div>
          <div><dt>Requests</dt><dd><Count>{today.requests}</Count></dd></div>
          <div><dt>Tokens</dt><dd><Count>{allTokens(today.tokens)}</Count>{cacheRead === null ? null : <small>{percent(cacheRead)} cache read</small>}</dd></div>
          <div><dt>Agent time</dt><dd class="number">{today.agentMinutes === null ? "–" : minutes(today.agentMinutes)}</dd></div>
          <div><dt>Working now</dt><dd class="number">{working}<small>of {activeSessions.length} open</small></dd></div>
          <div><dt>Cost of open sessions</dt><dd><Cost>{runningCost}</Cost></dd></div>
        </dl>
        </section>
      {cards.length === 0 ? (
        <div class="card">
          <Empty title={activeSessions.length === 0 ? "No agent is working right now." : "No running session matches these filters."}>
            <p>A session appears here with its first request and leaves half an hour after its last. Earlier ones are under <a href={linkTo("sessions")}>Sessions</a>.</p>
          </Empty>
        </div>
      ) : <ul class="cards">{cards.map((card) => <li key={card.id}><LiveCard card={card} held={held.get(card.id) ?? null} /></li>)}</ul>}
    </>
  );
}

const STATES = { active: "working", idle: "idle", ended: "ended" } as const;

function LiveCard({ card, held }: { readonly card: SessionCard; readonly held: Enforcement | null }): JSX.Element {
  const level = costLevel(card.totals.estimatedCostUsd, levels.value);
  const quietFor = card.lastRequestAt === null ? null : now.value - card.lastRequestAt;
  return (
    <article class={`card live-card level-${level}`}>
      <header>
        <h2><a href={linkTo("sessions", { id: card.id })}><Name unknown="unattributed">{card.project}</Name></a>{card.task === null ? null : <span class="quiet"> · <Name>{card.task}</Name></span>}</h2>
        <span class={`state state-${card.state}`}>{STATES[card.state]}</span>
      </header>
      <p class="live-who"><Name>{card.model}</Name><span class="quiet"> · <Name>{card.agent}</Name></span></p>
      <p class="live-who quiet"><Name unknown="no user">{card.user}</Name>{card.machine === null ? null : <> · <Name>{card.machine}</Name></>}{card.branch === null ? null : <> · <Name>{card.branch}</Name></>}</p>
      <p class="live-figures">
        <span title={whole(allTokens(card.totals.tokens))}>Tokens: <b class="number">{allTokens(card.totals.tokens) < 1_000_000 ? whole(allTokens(card.totals.tokens)) : short(allTokens(card.totals.tokens))}</b></span>
        <span class="divider" aria-hidden="true">|</span>
        <span>Cost: <b class="live-cost"><CostOf totals={card.totals} /></b></span>
        <CostLevelMark totals={card.totals} />
      </p>
      <Unpriced requests={card.totals.unpricedRequests} />
      {held === null ? null : <HeldMark held={held} />}
      <div class="live-foot">
        <PerRequest card={card} />
        <span class="quiet" title={card.lastRequestAt === null ? "no request yet" : `last request at ${clockSeconds(card.lastRequestAt, zone.value)}`}>{quietFor === null ? "no request yet" : `last request ${ago(quietFor)}`}</span>
      </div>
      <div class="live-strip"><ActivityStrip minutes={card.activity} /><span class="quiet">15 min</span></div>
    </article>
  );
}

const ARROWS: Readonly<Record<Trend, string>> = { up: "↗", flat: "→", down: "↘" };
const TREND_WORDS: Readonly<Record<Trend, string>> = { up: "rising", flat: "steady", down: "falling" };

function PerRequest({ card }: { readonly card: SessionCard }): JSX.Element {
  const recent = recentCosts(card.recentCostsUsd);
  if (recent === null || (isZero(recent.average) && card.totals.unpricedRequests > 0)) return <span class="quiet">no priced request yet</span>;
  const title = `Average of the last ${recent.requests}: ${fineMoney(recent.average)} a request, ${TREND_WORDS[recent.trend]}`;
  return (
    <span title={title}>
      <span class="number">{fineMoney(recent.average)}</span> a request <span class="trend" role="img" aria-label={TREND_WORDS[recent.trend]}>{ARROWS[recent.trend]}</span>
    </span>
  );
}

function LiveSkeleton(): JSX.Element {
  return (
    <>
      <div class="card strip"><Skeleton rows={2} /></div>
      <ul class="cards">{[1, 2, 3].map((card) => <li key={card}><div class="card live-card"><Skeleton rows={6} /></div></li>)}</ul>
    </>
  );
}


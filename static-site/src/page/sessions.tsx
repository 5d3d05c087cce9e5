import type { JSX } from "preact";
import type { SessionCard } from "../data/live";
import { listOf } from "../data/parse";
import { parseSessionPage } from "../data/sessions";
import { allTokens } from "../data/totals";
import { compareDollars } from "../money";
import { CostLevelMark } from "../part/cost-level";
import { Empty, Face, Skeleton } from "../part/faces";
import { SearchBox } from "../part/search-box";
import { Table, type TableColumn } from "../part/table";
import { Cost, CostOf, Count, Name, Unpriced } from "../part/text";
import { dayAndClock, minutes, whole } from "../shape/format";
import { found, matchesCard, sumsOf } from "../shape/sessions";
import { compareNumbers, compareTexts } from "../shape/table";
import { address, goTo, linkTo, own, period } from "../store/address";
import { listChanges, untilLive, zone } from "../store/live-feed";
import { allPages } from "../store/pages";
import { sessionsPath } from "../store/paths";
import { useAnswers } from "../store/resource";

/** Pages of 200; beyond that a person narrows the range rather than reads on. */
const MOST_PAGES = 10;

interface Listed {
  readonly cards: readonly SessionCard[];
  readonly total: number;
}

function parseListed(data: unknown): Listed {
  const pages = listOf(parseSessionPage)(data, "pages");
  return { cards: pages.flatMap((page) => page.sessions), total: pages[0]?.total ?? 0 };
}

export function SessionsPage(): JSX.Element {
  const shown = period.value;
  const { filters } = address.value;
  const key = shown === null ? null : sessionsPath(shown, filters, null);
  const { loaded, retry } = useAnswers(
    key,
    (signal) => shown === null ? Promise.resolve({ kind: "missing" }) : allPages((cursor) => sessionsPath(shown, filters, cursor), (data) => parseSessionPage(data).next, MOST_PAGES, signal),
    parseListed,
    listChanges.value,
  );
  return (
    <section class="card">
      <Face of={shown === null ? untilLive() : loaded} what="Sessions" retry={retry} skeleton={<Skeleton rows={14} />}>{(value) => <Ready listed={value} />}</Face>
    </section>
  );
}

function Ready({ listed }: { readonly listed: Listed }): JSX.Element {
  const { filters } = address.value;
  const rows = listed.cards.filter((card) => matchesCard(card, filters) && found(card, own("q")));
  const more = listed.total - listed.cards.length;
  return (
    <>
      {filters.lane === undefined ? null : <p class="note">A lane belongs to single requests; the list shows sessions of every lane.</p>}
      {more > 0 ? <p class="note">The latest {whole(listed.cards.length)} of {whole(listed.total)} sessions. Choose fewer days or a project to see the others.</p> : null}
      <Table
        label="Sessions" columns={columnsOf(rows)} rows={rows} keyOf={(card) => card.id} onOpen={(card) => goTo("sessions", { id: card.id })} defaultSort={{ column: "last_activity", direction: "down" }}
        csvName={`agentmeter-sessions-${period.value?.start ?? ""}-${period.value?.end ?? ""}.csv`} totalLabel={`${whole(rows.length)} session${rows.length === 1 ? "" : "s"}`}
        toolbar={<SearchBox label="Search sessions" />}
        empty={<Empty title={listed.total === 0 ? "No session in these days." : "No session matches."}>Choose other days, or remove a filter.</Empty>}
      />
    </>
  );
}

const stamp = (instant: number | null): string => (instant === null ? "" : new Date(instant).toISOString());

function columnsOf(rows: readonly SessionCard[]): readonly TableColumn<SessionCard>[] {
  const sums = sumsOf(rows);
  return [
    {
      id: "session", title: "Session", csv: (card) => card.id,
      draw: (card) => <a class="row-link" href={linkTo("sessions", { id: card.id })}><code title={card.id}>{card.id.slice(0, 8)}</code></a>,
      compare: (left, right) => compareTexts(left.id, right.id),
    },
    { id: "project", title: "Project", draw: (card) => <Name unknown="unattributed">{card.project}</Name>, compare: (left, right) => compareTexts(left.project, right.project), csv: (card) => card.project ?? "" },
    { id: "user", title: "User", rank: "minor", draw: (card) => <Name>{card.user}</Name>, compare: (left, right) => compareTexts(left.user, right.user), csv: (card) => card.user ?? "" },
    { id: "agent", title: "Agent", rank: "wide", draw: (card) => <Name>{card.agent}</Name>, compare: (left, right) => compareTexts(left.agent, right.agent), csv: (card) => card.agent ?? "" },
    {
      id: "model", title: "Model", rank: "minor", compare: (left, right) => compareTexts(left.model, right.model), csv: (card) => card.models.join(" "),
      draw: (card) => <><Name>{card.model}</Name>{card.models.length > 1 ? <span class="quiet" title={card.models.join(", ")}> +{card.models.length - 1}</span> : null}</>,
    },
    {
      id: "last_activity", title: "Last activity", number: true, rank: "minor", csv: (card) => stamp(card.lastActivityAt),
      draw: (card) => <span class="number">{card.lastActivityAt === null ? "–" : dayAndClock(card.lastActivityAt, zone.value)}</span>,
      compare: (left, right) => compareNumbers(left.lastActivityAt, right.lastActivityAt),
    },
    {
      id: "agent_minutes", title: "Agent time", number: true, rank: "minor", csv: (card) => String(card.totals.agentMinutes ?? ""), total: minutes(sums.agentMinutes),
      draw: (card) => card.totals.agentMinutes === null ? "–" : minutes(card.totals.agentMinutes),
      compare: (left, right) => compareNumbers(left.totals.agentMinutes, right.totals.agentMinutes),
    },
    {
      id: "requests", title: "Requests", number: true, rank: "minor", csv: (card) => String(card.totals.requests), total: <Count>{sums.requests}</Count>,
      draw: (card) => <Count>{card.totals.requests}</Count>, compare: (left, right) => left.totals.requests - right.totals.requests,
    },
    {
      id: "tokens", title: "Tokens", number: true, rank: "minor", csv: (card) => String(allTokens(card.totals.tokens)), total: <Count>{allTokens(sums.tokens)}</Count>,
      draw: (card) => <Count>{allTokens(card.totals.tokens)}</Count>, compare: (left, right) => allTokens(left.totals.tokens) - allTokens(right.totals.tokens),
    },
    {
      id: "estimated_cost_usd", title: "Est. cost", number: true, csv: (card) => card.totals.estimatedCostUsd, total: <Cost>{sums.cost}</Cost>,
      draw: (card) => <><Unpriced requests={card.totals.unpricedRequests} terse /> <CostLevelMark totals={card.totals} terse /> <CostOf totals={card.totals} /></>,
      compare: (left, right) => compareDollars(left.totals.estimatedCostUsd, right.totals.estimatedCostUsd),
    },
  ];
}

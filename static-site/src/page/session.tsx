import type { JSX } from "preact";
import { RequestTimeline } from "../chart/request-timeline";
import type { SessionCard } from "../data/live";
import { listOf } from "../data/parse";
import { parseSessionDetail, type RequestRow, type SessionDetail } from "../data/sessions";
import { allTokens, cacheReadPercent } from "../data/totals";
import { compareDollars } from "../money";
import { CostLevelMark } from "../part/cost-level";
import { Empty, Face, Skeleton } from "../part/faces";
import { Icon } from "../part/icons";
import { Table, type TableColumn } from "../part/table";
import { Card, Cost, Count, Name, Unpriced } from "../part/text";
import { WhyThisNumber } from "../part/why";
import { clockSeconds, dayAndClock, duration, fineAmount, fineMoney, minutes, percent, whole } from "../shape/format";
import { compareNumbers, compareTexts } from "../shape/table";
import { linkTo, own, setOwn } from "../store/address";
import { seriesClass, slotsFor } from "../store/colours";
import { live, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { allPages } from "../store/pages";
import { sessionPath } from "../store/paths";
import { useAnswers } from "../store/resource";

/** 500 requests a page. */
const MOST_PAGES = 20;

function parseAll(data: unknown): SessionDetail {
  const pages = listOf(parseSessionDetail)(data, "pages");
  const [first] = pages;
  if (first === undefined) throw new RangeError("a session has at least one page");
  return { ...first, requests: pages.flatMap((page) => page.requests), next: pages.at(-1)?.next ?? null };
}

export function SessionPage({ id }: { readonly id: string }): JSX.Element {
  const version = valueOf(live.value)?.activeSessions.find((card) => card.id === id)?.totals.requests ?? 0;
  const { loaded, retry } = useAnswers(
    id,
    (signal) => allPages((cursor) => sessionPath(id, cursor), (data) => parseSessionDetail(data).next, MOST_PAGES, signal),
    parseAll,
    version,
  );
  return (
    <div class="page-session">
      <a class="back" href={linkTo("sessions")}><Icon name="back" /> Sessions</a>
      <Face
        of={loaded} what="Session" retry={retry} skeleton={<div class="card"><Skeleton rows={14} /></div>}
        missing={<div class="card"><Empty title="No such session."><p>Nothing was recorded under <Name>{id}</Name>.</p></Empty></div>}
      >
        {(detail) => <Ready detail={detail} />}
      </Face>
    </div>
  );
}

function Ready({ detail: { session, requests, tools, next } }: { readonly detail: SessionDetail }): JSX.Element {
  const models = [...new Set(requests.map((request) => request.model))];
  const slots = slotsFor("model", models.filter((model) => model !== null));
  const classOf = (request: RequestRow): string => seriesClass(slots, request.model);
  const open = (request: RequestRow): void => setOwn({ open: own("open") === request.id ? null : request.id, page: pageOfRequest(requests, request) });
  return (
    <>
      <Head session={session} />
      <div class="session-top">
      <Card title="Requests over time" class="chart-card" aside={<span class="quiet">height is estimated cost, colour is the model</span>}>
        {requests.length === 0 ? <Empty title="No model request yet.">The session has begun, but nothing was asked of a model.</Empty> : (
          <>
            <RequestTimeline requests={requests} height={150} zone={zone.value} classOf={classOf} onPick={open} tooltip={(request) => <RequestTip request={request} />} />
            <ul class="legend">
              {models.map((model) => <li key={model ?? ""}><span class="legend-item"><i class={`swatch ${seriesClass(slots, model)}`} /><Name>{model}</Name></span></li>)}
            </ul>
          </>
        )}
      </Card>
        <Card title="Tools">
          {tools.length === 0 ? <Empty title="No tool was used." /> : (
            <div class="tools-frame" tabIndex={0} role="region" aria-label="Tools"><table class="tools">
              <thead><tr><th scope="col">Tool</th><th scope="col" class="numeric">Calls</th><th scope="col" class="numeric">Failed</th></tr></thead>
              <tbody>
                {tools.map(({ tool, calls, failures }) => (
                  <tr key={tool}><td><Name>{tool}</Name></td><td class="numeric"><Count>{calls}</Count></td><td class="numeric">{failures === 0 ? <span class="quiet">0</span> : <Count>{failures}</Count>}</td></tr>
                ))}
              </tbody>
            </table></div>
          )}
        </Card>
      </div>
        <Card>
          {next === null ? null : <p class="note">The first {whole(requests.length)} requests.</p>}
          <Table
            label="Requests" columns={columnsOf(classOf, open)} rows={requests} keyOf={(request) => request.id} onOpen={open} defaultSort={{ column: "time", direction: "up" }}
            csvName={`agentmeter-session-${session.id}.csv`} detail={(request) => <WhyThisNumber request={request} />} empty={<Empty title="No model request yet." />}
          />
        </Card>
    </>
  );
}

/** The page of the default order that holds a request; another order starts at its first page. */
function pageOfRequest(requests: readonly RequestRow[], request: RequestRow): string | null {
  if (own("sort") !== "") return own("page");
  const page = Math.floor(requests.indexOf(request) / 50) + 1;
  return page === 1 ? null : String(page);
}

function Head({ session }: { readonly session: SessionCard }): JSX.Element {
  const { totals } = session;
  const cacheRead = cacheReadPercent(totals.tokens);
  return (
    <section class="card strip">
      <header>
        <h2><Name unknown="unattributed">{session.project}</Name>{session.task === null ? null : <> · <Name>{session.task}</Name></>}</h2>
        <p class="quiet">
          <Name unknown="no user">{session.user}</Name> · <Name unknown="unknown agent">{session.agent}</Name>
          {session.machine === null ? null : <> · <Name>{session.machine}</Name></>}{session.branch === null ? null : <> · <Name>{session.branch}</Name></>}
          {session.startedAt === null ? null : <> · {dayAndClock(session.startedAt, zone.value)}</>}{session.lastActivityAt === null ? null : <> to {dayAndClock(session.lastActivityAt, zone.value)}</>}
          {" · "}<code>{session.id}</code>
        </p>
      </header>
      <dl>
        <div><dt>Estimated cost</dt><dd><Cost>{totals.estimatedCostUsd}</Cost><CostLevelMark totals={totals} /><Unpriced requests={totals.unpricedRequests} /></dd></div>
        <div><dt>Requests</dt><dd><Count>{totals.requests}</Count></dd></div>
        <div><dt>Tokens</dt><dd><Count>{allTokens(totals.tokens)}</Count>{cacheRead === null ? null : <small>{percent(cacheRead)} cache read</small>}</dd></div>
        <div><dt>Active time</dt><dd class="number">{totals.agentMinutes === null ? "–" : minutes(totals.agentMinutes)}{totals.spanMinutes === null ? null : <small>of {minutes(totals.spanMinutes)}</small>}</dd></div>
        <div><dt>Turns</dt><dd><Count>{totals.turns}</Count></dd></div>
        <div><dt>Errors</dt><dd><Count>{totals.errors}</Count></dd></div>
      </dl>
    </section>
  );
}

function RequestTip({ request }: { readonly request: RequestRow }): JSX.Element {
  return (
    <table class="parts">
      <caption>{clockSeconds(request.time, zone.value)}</caption>
      <tbody>
        <tr><th scope="row">Model</th><td><Name>{request.model}</Name></td></tr>
        <tr><th scope="row">Estimated cost</th><td>{request.estimatedCostUsd === null || request.pricedBy === "unpriced" ? "unpriced" : fineMoney(request.estimatedCostUsd)}</td></tr>
        <tr><th scope="row">Tokens</th><td>{whole(allTokens(request.tokens))}</td></tr>
        {request.durationMs === null ? null : <tr><th scope="row">Duration</th><td>{duration(request.durationMs)}</td></tr>}
      </tbody>
    </table>
  );
}

function columnsOf(classOf: (request: RequestRow) => string, open: (request: RequestRow) => void): readonly TableColumn<RequestRow>[] {
  const part = (id: string, title: string, of: (request: RequestRow) => number, rank: "main" | "minor" = "main", hint?: string): TableColumn<RequestRow> => ({
    id, title, number: true, rank, draw: (request) => <Count>{of(request)}</Count>, compare: (left, right) => of(left) - of(right), csv: (request) => String(of(request)),
    ...(hint === undefined ? {} : { hint }),
  });
  return [
    {
      id: "time", title: "Time", compare: (left, right) => left.time - right.time, csv: (request) => new Date(request.time).toISOString(),
      draw: (request) => (
        <button type="button" class="row-link row-button" aria-expanded={own("open") === request.id} onClick={() => open(request)} title="Why this number">
          <Icon name={own("open") === request.id ? "down" : "right"} /><span class="number">{clockSeconds(request.time, zone.value)}</span>
        </button>
      ),
    },
    {
      id: "model", title: "Model", compare: (left, right) => compareTexts(left.model, right.model), csv: (request) => request.model ?? "",
      draw: (request) => <><i class={`swatch ${classOf(request)}`} /><Name>{request.model}</Name>{request.agentName === null ? null : <span class="quiet"> · <Name>{request.agentName}</Name></span>}</>,
    },
    part("fresh_input", "Input", (request) => request.tokens.freshInput, "minor", "Fresh input tokens"),
    part("cache_read", "Cache read", (request) => request.tokens.cacheRead, "minor"),
    part("cache_write", "Cache write", (request) => request.tokens.cacheWrite, "minor"),
    part("output", "Output", (request) => request.tokens.output),
    {
      id: "duration_ms", title: "Duration", number: true, rank: "minor", compare: (left, right) => compareNumbers(left.durationMs, right.durationMs),
      draw: (request) => request.durationMs === null ? "–" : duration(request.durationMs), csv: (request) => String(request.durationMs ?? ""),
    },
    {
      id: "sources", title: "Sources", rank: "minor", hint: "Who reported this request; each is counted once", csv: (request) => request.sources.join(" "),
      draw: (request) => <span class="sources">{request.sources.map((source) => <span key={source} class="mark">{source}</span>)}</span>,
    },
    {
      id: "estimated_cost_usd", title: "Est. cost, $", number: true, csv: (request) => request.pricedBy === "unpriced" ? "" : (request.estimatedCostUsd ?? ""),
      compare: (left, right) => compareDollars(left.estimatedCostUsd ?? "-1", right.estimatedCostUsd ?? "-1"),
      draw: (request) => request.estimatedCostUsd === null || request.pricedBy === "unpriced" ? <span class="mark mark-warn">unpriced</span> : fineAmount(request.estimatedCostUsd),
    },
  ];
}

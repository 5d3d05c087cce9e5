import type { ComponentChildren, JSX } from "preact";
import { useEffect } from "preact/hooks";
import { Sparkline } from "../chart/sparkline";
import type { Cube, Dimension } from "../data/cube";
import { parseSummary, type Group, type Summary } from "../data/summary";
import { allTokens, cacheReadPercent } from "../data/totals";
import { compareDollars, drawn } from "../money";
import { Empty, Face, Skeleton } from "../part/faces";
import { SearchBox } from "../part/search-box";
import { Table, type TableColumn } from "../part/table";
import { Cost, CostOf, costKnown, Count, Name, Unpriced } from "../part/text";
import { matching } from "../shape/cells";
import { minutes, percent, whole } from "../shape/format";
import { dailyCosts } from "../shape/spend";
import { compareNumbers, compareTexts } from "../shape/table";
import { address, days, goTo, linkTo, own, period } from "../store/address";
import { cubesOf, wantDays } from "../store/cubes";
import { changes, listChanges, untilLive } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { summaryPath } from "../store/paths";
import { useResource } from "../store/resource";

/** A table with one row per value of a dimension; a row leads to the overview filtered by it. */
function GroupsPage({ dimension, title, empty, columns }: {
  readonly dimension: Dimension;
  readonly title: string;
  readonly empty: string;
  readonly columns: (rows: readonly Group[], summary: Summary, cubes: readonly Cube[]) => readonly TableColumn<Group>[];
}): JSX.Element {
  const { filters } = address.value;
  const { loaded, retry } = useResource(summaryPath(period.value, filters, dimension), parseSummary, listChanges.value);
  const shown = days.value;
  useEffect(() => wantDays(shown), [shown.join(), changes.value]);
  const cubes = valueOf(cubesOf(shown)) ?? [];
  return (
    <section class="card">
      <Face of={period.value === null ? untilLive() : loaded} what={title} retry={retry} skeleton={<Skeleton rows={10} />}>
        {(summary) => {
          const search = own("q").toLowerCase();
          const rows = summary.groups.filter(({ key }) => (key ?? "unknown").toLowerCase().includes(search));
          return (
            <Table
              label={title} columns={columns(rows, summary, cubes)} rows={rows} keyOf={({ key }) => key ?? ""} onOpen={({ key }) => { if (key !== null) goTo("overview", { filters: { ...address.value.filters, [dimension]: key } }); }} defaultSort={{ column: "estimated_cost_usd", direction: "down" }}
              csvName={`agentmeter-${title.toLowerCase()}-${summary.start}-${summary.end}.csv`} totalLabel={search === "" ? "All" : "All days and rows"}
              toolbar={<SearchBox label={`Search ${title.toLowerCase()}`} />} empty={<Empty title={empty}>Choose other days, or remove a filter.</Empty>}
            />
          );
        }}
      </Face>
    </section>
  );
}

function link(dimension: Dimension, key: string | null): ComponentChildren {
  if (key === null) return <Name>{null}</Name>;
  return <a class="row-link" href={linkTo("overview", { filters: { ...address.value.filters, [dimension]: key } })}><Name>{key}</Name></a>;
}

function trend(dimension: Dimension, cubes: readonly Cube[]): readonly TableColumn<Group>[] {
  const range = period.value;
  if (range === null || cubes.length < 2) return [];
  const { filters } = address.value;
  const filtered = cubes.map((cube) => ({ ...cube, cells: matching(cube.cells, filters) }));
  return [{
    id: "trend", title: "Trend", rank: "minor",
    draw: ({ key }) => <Sparkline label="Estimated cost per day" width={88} height={20} values={dailyCosts(filtered, range, (cell) => cell[dimension] === key)} />,
  }];
}

const REQUESTS = (totals: Summary["totals"]): TableColumn<Group> => ({
  id: "requests", title: "Requests", number: true, draw: (row) => <Count>{row.totals.requests}</Count>, total: <Count>{totals.requests}</Count>,
  compare: (left, right) => left.totals.requests - right.totals.requests, csv: (row) => String(row.totals.requests),
});

const TOKENS = (totals: Summary["totals"]): TableColumn<Group> => ({
  id: "tokens", title: "Tokens", number: true, rank: "minor", draw: (row) => <Count>{allTokens(row.totals.tokens)}</Count>, total: <Count>{allTokens(totals.tokens)}</Count>,
  compare: (left, right) => allTokens(left.totals.tokens) - allTokens(right.totals.tokens), csv: (row) => String(allTokens(row.totals.tokens)),
});

const CACHE = (totals: Summary["totals"]): TableColumn<Group> => {
  const read = (value: Summary["totals"]): string => {
    const share = cacheReadPercent(value.tokens);
    return share === null ? "–" : percent(share);
  };
  return {
    id: "cache_read_percent", title: "Cache read", number: true, rank: "minor", hint: "Share of all input tokens that came from the cache", total: read(totals), draw: (row) => read(row.totals),
    compare: (left, right) => compareNumbers(cacheReadPercent(left.totals.tokens), cacheReadPercent(right.totals.tokens)),
    csv: (row) => cacheReadPercent(row.totals.tokens)?.toFixed(2) ?? "",
  };
};

const SHARE = (totals: Summary["totals"]): TableColumn<Group> => {
  const share = (row: Group): number => (100 * drawn(row.totals.estimatedCostUsd)) / (drawn(totals.estimatedCostUsd) || 1);
  return { id: "share", title: "Share", number: true, draw: (row) => costKnown(row.totals) ? percent(share(row)) : "–" };
};

const COST = (totals: Summary["totals"]): TableColumn<Group> => ({
  id: "estimated_cost_usd", title: "Est. cost", number: true, total: <Cost>{totals.estimatedCostUsd}</Cost>,
  draw: (row) => <CostOf totals={row.totals} />,
  compare: (left, right) => compareDollars(left.totals.estimatedCostUsd, right.totals.estimatedCostUsd), csv: (row) => row.totals.estimatedCostUsd,
});

export function ProjectsPage(): JSX.Element {
  return (
    <GroupsPage
      dimension="project" title="Projects" empty="No project in these days."
      columns={(_, { totals }, cubes) => [
        { id: "project", title: "Project", draw: ({ key, totals: own }) => <>{link("project", key)} <Unpriced requests={own.unpricedRequests} /></>, compare: (left, right) => compareTexts(left.key, right.key), csv: ({ key }) => key ?? "" },
        {
          id: "sessions", title: "Sessions", number: true, rank: "minor", draw: (row) => <Count>{row.totals.sessions}</Count>, total: <Count>{totals.sessions}</Count>,
          compare: (left, right) => compareNumbers(left.totals.sessions, right.totals.sessions), csv: (row) => String(row.totals.sessions ?? ""),
        },
        ...[time("agent_minutes", "Agent time", "Active minutes, added up over sessions", totals, (row) => row.agentMinutes), time("wall_clock_minutes", "Wall-clock", "Active minutes; one counts once, however many sessions were active", totals, (row) => row.wallClockMinutes)],
        REQUESTS(totals), TOKENS(totals), CACHE(totals), ...trend("project", cubes), SHARE(totals), COST(totals),
      ]}
    />
  );
}

function time(id: string, title: string, hint: string, totals: Summary["totals"], of: (totals: Summary["totals"]) => number | null): TableColumn<Group> {
  const written = (value: number | null): string => (value === null ? "–" : minutes(value));
  return {
    id, title, hint, number: true, rank: "minor", draw: (row) => written(of(row.totals)), total: written(of(totals)),
    compare: (left, right) => compareNumbers(of(left.totals), of(right.totals)), csv: (row) => String(of(row.totals) ?? ""),
  };
}

export function ModelsPage(): JSX.Element {
  return (
    <GroupsPage
      dimension="model" title="Models" empty="No model was asked in these days."
      columns={(_, { totals, unpricedModels }, cubes) => [
        {
          id: "model", title: "Model", compare: (left, right) => compareTexts(left.key, right.key), csv: ({ key }) => key ?? "",
          draw: ({ key, totals: own }) => <>{link("model", key)} {key !== null && unpricedModels.includes(key) ? <span class="mark mark-warn" title={`${whole(own.unpricedRequests)} requests are counted, but no price is known for this model.`}>no price</span> : <Unpriced requests={own.unpricedRequests} />}</>,
        },
        REQUESTS(totals), TOKENS(totals),
        {
          id: "output_tokens", title: "Output", number: true, rank: "minor", draw: (row) => <Count>{row.totals.tokens.output}</Count>, total: <Count>{totals.tokens.output}</Count>,
          compare: (left, right) => left.totals.tokens.output - right.totals.tokens.output, csv: (row) => String(row.totals.tokens.output),
        },
        CACHE(totals), ...trend("model", cubes), SHARE(totals), COST(totals),
      ]}
    />
  );
}

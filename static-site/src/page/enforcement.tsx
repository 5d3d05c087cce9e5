import type { JSX } from "preact";
import { parseEnforcementLog, type Enforcement } from "../data/enforcement";
import { EnforcementStories } from "../part/enforcement-stories";
import { Empty, Face, Skeleton } from "../part/faces";
import { Table, type TableColumn } from "../part/table";
import { Card, Name } from "../part/text";
import { measured } from "../shape/budgets";
import { ENFORCED_WORDS, inGroup, storiesOf, type EnforcedGroup } from "../shape/enforcement";
import { dayAndClock } from "../shape/format";
import { compareTexts } from "../shape/table";
import { address, linkTo, own, period, setOwn } from "../store/address";
import { versionNow } from "../store/brake";
import { untilLive, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { enforcementsPath } from "../store/paths";
import { useResource } from "../store/resource";

const GROUP_WORDS: Readonly<Record<EnforcedGroup, string>> = { all: "all", blocked: "held back", warned: "warned", people: "by people", faults: "faults" };
const GROUPS = ["all", "blocked", "warned", "people", "faults"] as const;
/** So many stories are drawn; the table beneath has every record. */
const MOST = 40;

export function EnforcementPage(): JSX.Element {
  const { loaded, retry } = useResource(enforcementsPath(period.value), parseEnforcementLog, versionNow());
  const records = valueOf(loaded)?.records ?? [];
  const group = GROUPS.find((candidate) => candidate === own("show")) ?? "all";
  const { filters } = address.value;
  const matches = (record: Enforcement): boolean => (["project", "user", "agent"] as const).every((name) => filters[name] === undefined || filters[name] === record[name]);
  return (
    <>
      <Card
        title="What the brake did" class="stories-card"
        aside={
          <div class="segmented" role="group" aria-label="Show">
            {GROUPS.map((name) => <button key={name} type="button" aria-pressed={group === name} onClick={() => setOwn({ show: name === "all" ? null : name, page: null })}>{GROUP_WORDS[name]}</button>)}
          </div>
        }
      >
        {filters.model === undefined && filters.lane === undefined ? null : <p class="note">A model or a lane belongs to single requests; this list shows all of them.</p>}
        <Face of={period.value === null ? untilLive() : loaded} what="Enforcement" retry={retry} skeleton={<Skeleton rows={8} />} missing={<Nothing />}>
          {({ olderLeftOut }) => {
            const shown = inGroup(records.filter(matches), group);
            const stories = storiesOf(shown);
            const note = olderLeftOut ? <p class="note">Only the newest {records.length.toLocaleString("en")} acts are here; for older ones, choose days that end earlier.</p> : null;
            return shown.length === 0 ? <><Nothing filtered={records.length > 0} />{note}</> : (
              <>
                <EnforcementStories stories={stories.slice(0, MOST)} />
                {note}
                {stories.length > MOST ? <p class="quiet">and {stories.length - MOST} more; the table beneath has all of them</p> : null}
              </>
            );
          }}
        </Face>
      </Card>
      {records.length === 0 ? null : (
        <section class="card">
          <Table
            label="Every act" columns={COLUMNS} rows={inGroup(records.filter(matches), group)} keyOf={(record) => `${record.at} ${record.budget ?? ""} ${record.session ?? ""} ${record.action} ${record.part}`}
            defaultSort={{ column: "at", direction: "down" }} csvName={`agentmeter-enforcement-${period.value?.start ?? ""}-${period.value?.end ?? ""}.csv`} empty={<Empty title="Nothing matches." />}
          />
        </section>
      )}
    </>
  );
}

function Nothing({ filtered = false }: { readonly filtered?: boolean }): JSX.Element {
  return filtered
    ? <Empty title="Nothing matches.">Remove a filter, or show all.</Empty>
    : <Empty title="No agent was warned or held back in these days."><p>When a <a href={linkTo("budgets")}>budget</a> with warn, pause or stop reaches a threshold, each time it acts is written down here, and who overrode it.</p></Empty>;
}

export function ActMark({ action }: Pick<Enforcement, "action">): JSX.Element {
  const { word, shape, level } = ENFORCED_WORDS[action];
  return <span class={`act act-${level}`}><span aria-hidden="true">{shape}</span> {word}</span>;
}

const COLUMNS = columns();

function columns(): readonly TableColumn<Enforcement>[] {
  const name = (id: "project" | "user" | "agent", title: string, rank: "minor" | "wide"): TableColumn<Enforcement> => ({
    id, title, rank, draw: (record) => <Name unknown="–">{record[id]}</Name>, compare: (left, right) => compareTexts(left[id], right[id]), csv: (record) => record[id] ?? "",
  });
  return [
    { id: "at", title: "When", draw: ({ at }) => <span class="number">{dayAndClock(at, zone.value)}</span>, compare: (left, right) => left.at - right.at, csv: ({ at }) => new Date(at).toISOString() },
    { id: "action", title: "Act", draw: ({ action }) => <ActMark action={action} />, compare: (left, right) => compareTexts(left.action, right.action), csv: ({ action }) => action },
    {
      id: "budget", title: "Budget", compare: (left, right) => compareTexts(left.budgetName, right.budgetName), csv: ({ budget }) => budget ?? "",
      draw: ({ budget, budgetName, part }) => <>{budget === null ? <Name unknown="–">{budgetName}</Name> : <a href={linkTo("budgets", { id: budget })}><Name>{budgetName ?? budget}</Name></a>}{part === "" ? null : <span class="quiet"> <Name>{part}</Name></span>}</>,
    },
    { id: "session", title: "Session", rank: "minor", csv: ({ session }) => session ?? "", draw: ({ session }) => session === null ? "–" : <a href={linkTo("sessions", { id: session })}><code>{session.slice(0, 8)}</code></a> },
    name("project", "Project", "wide"), name("user", "User", "minor"), name("agent", "Agent", "wide"),
    { id: "by", title: "By", rank: "minor", draw: ({ by }) => <Name unknown="–">{by}</Name>, compare: (left, right) => compareTexts(left.by, right.by), csv: ({ by }) => by ?? "" },
    { id: "reason", title: "Why", rank: "wide", draw: ({ reason }) => <Name unknown="–">{reason}</Name>, csv: ({ reason }) => reason ?? "" },
    { id: "spent", title: "Spent of limit", number: true, csv: ({ spent }) => spent ?? "", draw: ({ spent, limit, measure }) => spent === null ? "–" : <>{measured(spent, measure)}{limit === null ? "" : <span class="quiet"> of {measured(limit, measure)}</span>}</> },
  ];
}

import type { JSX } from "preact";
import { parseChanges, type Change } from "../data/changes";
import { budgetOf, fieldChanges, nameOf, searchable, whatWords } from "../shape/changes";
import { csv } from "../shape/csv";
import { plusDays } from "../shape/days";
import { ago, dayAndClock } from "../shape/format";
import { linkTo, own, setOwn } from "../store/address";
import { versionNow } from "../store/brake";
import { now } from "../store/clock";
import { today, untilLive, zone } from "../store/live-feed";
import { changesPath } from "../store/paths";
import { useResource } from "../store/resource";
import { download } from "./download";
import { Empty, Face, Skeleton } from "./faces";
import { Icon } from "./icons";
import { SearchBox } from "./search-box";
import { Name } from "./text";

/** Changes are kept for ever; this far back one looks. */
const BACK = [31, 92, 366] as const;
/** So many are drawn; the file has all. */
const MOST = 100;

/** What administrators did: who, when, what, and what it was before. */
export function History(): JSX.Element {
  const day = today.value;
  const back = BACK.find((candidate) => String(candidate) === own("back")) ?? BACK[0];
  const { loaded, retry } = useResource(changesPath(day === null ? null : { start: plusDays(day, 1 - back), end: day }), parseChanges, versionNow());
  const search = own("q").toLowerCase();
  const found = (changes: readonly Change[]): readonly Change[] => changes.filter((change) => searchable(change, zone.value).includes(search));
  const save = (changes: readonly Change[]): void => download("agentmeter-changes.csv", csv(["at", "by", "what", "id", "action", "before", "after"], found(changes).map((change) => [new Date(change.at).toISOString(), change.by ?? "", change.what, change.id, change.action, JSON.stringify(change.before), JSON.stringify(change.after)])));
  const there = loaded.state === "ready" || loaded.state === "stale" ? loaded.value : [];
  return (
    <section class="card" aria-label="History">
      <div class="toolbar">
        <h2>Changes by administrators</h2>
        <span class="grow" />
        <select class="small-select" aria-label="How far back" value={String(back)} onChange={(event) => setOwn({ back: event.currentTarget.value === String(BACK[0]) ? null : event.currentTarget.value })}>
          {BACK.map((days) => <option key={days} value={String(days)}>last {days} days</option>)}
        </select>
        <SearchBox label="Search changes" />
        <button type="button" class="button button-small" disabled={found(there).length === 0} onClick={() => save(there)}><Icon name="download" /> CSV</button>
      </div>
      <Face of={day === null ? untilLive() : loaded} what="History" retry={retry} skeleton={<Skeleton rows={6} />}>
        {(changes) => {
          const shown = found(changes);
          if (changes.length === 0) return <Empty title={`Nobody changed anything in the last ${back} days.`}><p>Every change of a budget, an override, a client, a plan or the alert settings is written down here, with who made it.</p></Empty>;
          if (shown.length === 0) return <Empty title="No change like that." />;
          return (
            <>
              <ol class="changes">{shown.slice(0, MOST).map((change) => <li key={`${change.at} ${change.what} ${change.id} ${change.action}`}><Line change={change} /></li>)}</ol>
              {shown.length > MOST ? <p class="quiet">and {shown.length - MOST} earlier; the CSV has all of them</p> : null}
            </>
          );
        }}
      </Face>
    </section>
  );
}

function Line({ change }: { readonly change: Change }): JSX.Element {
  const link = linkOf(change);
  const name = <Name>{nameOf(change)}</Name>;
  const fields = fieldChanges(change, zone.value);
  const edited = change.before !== null && change.after !== null;
  return (
    <article class="change">
      <p class="change-head">
        <span><span class="mark">{whatWords(change.what)}</span> <b>{link === null ? name : <a href={link}>{name}</a>}</b> {change.action.replaceAll("_", " ")} by <Name unknown="nobody">{change.by}</Name></span>
        <span class="quiet" title={ago(now.value - change.at)}>{dayAndClock(change.at, zone.value)}</span>
      </p>
      {fields.length === 0 || change.after === null ? null : (
        <dl class="change-fields">
          {fields.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{field}</dt>
              <dd>{edited ? <><del><span class="unseen">before </span><bdi>{before ?? "–"}</bdi></del> <span class="change-arrow" aria-hidden="true">→</span> <span class="unseen">now </span></> : null}<bdi>{after ?? "–"}</bdi></dd>
            </div>
          ))}
        </dl>
      )}
    </article>
  );
}

function linkOf(change: Change): string | null {
  const budget = budgetOf(change);
  if (budget !== null) return change.what === "budget" && change.after === null ? null : linkTo("budgets", { id: budget });
  switch (change.what) {
    case "plan":
      return linkTo("plans");
    case "alert_settings":
      return linkTo("alerts", { own: new Map([["tab", "settings"]]) });
    default:
      return null;
  }
}

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { parseAlertList, type Alert } from "../data/alerts";
import { isOpen, kindWords, linkWords, ownLink, STATE_WORDS, titleOf, tomorrowMorning, whyOf } from "../shape/alerts";
import { percentUsed } from "../shape/budgets";
import { ago, dayAndClock } from "../shape/format";
import { linkTo, own, setOwn } from "../store/address";
import { change, nothing } from "../store/change";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import { useResource } from "../store/resource";
import { useMayChange } from "../store/who";
import { AdminOnly } from "./admin";
import { Empty, Face, Skeleton } from "./faces";
import { Icon } from "./icons";
import { Popover } from "./popover";
import { Card, Name } from "./text";

type Act = { readonly action: "acknowledge" | "resolve" } | { readonly action: "snooze"; readonly until: number };

/** What people were told, the newest first: each alert says why, and what can be done about it. */
export function AlertInbox({ every }: { readonly every: number }): JSX.Element {
  const [changed, setChanged] = useState(0);
  const [problem, setProblem] = useState<{ readonly id: string; readonly reason: string } | null>(null);
  const [sending, setSending] = useState<string | null>(null);
  const { loaded, retry } = useResource("/v1/alerts", parseAlertList, `${Math.floor(now.value / every)} ${changed}`);
  const may = useMayChange();
  const shown = own("show") === "all" ? "all" : "open";
  const kind = own("kind");
  const act = async (alert: Alert, wanted: Act): Promise<void> => {
    setSending(alert.id);
    const outcome = await change("POST", "/v1/alerts/actions", { id: alert.id, action: wanted.action, ...(wanted.action === "snooze" ? { until: new Date(wanted.until).toISOString() } : {}) }, nothing);
    setSending(null);
    setProblem(outcome.state === "done" ? null : { id: alert.id, reason: outcome.reason });
    if (outcome.state === "done") setChanged((count) => count + 1);
  };
  return (
    <Card
      title="Alerts" class="alerts-card"
      aside={
        <div class="alert-filters">
          <KindSelect loaded={loaded.state === "ready" || loaded.state === "stale" ? loaded.value.alerts : []} chosen={kind} />
          <div class="segmented" role="group" aria-label="Which alerts">
            <button type="button" aria-pressed={shown === "open"} onClick={() => setOwn({ show: null })}>open</button>
            <button type="button" aria-pressed={shown === "all"} onClick={() => setOwn({ show: "all" })}>all</button>
          </div>
        </div>
      }
    >
      <Face of={loaded} what="Alerts" retry={retry} skeleton={<Skeleton rows={6} />}>
        {({ alerts, older }) => {
          if (alerts.length === 0) return <NoAlert />;
          const list = alerts.filter((alert) => (shown === "all" || isOpen(alert, now.value)) && (kind === "" || alert.kind === kind));
          return (
            <>
              {may === false ? <AdminOnly what="Acknowledging, snoozing and resolving">{null}</AdminOnly> : null}
              {list.length === 0 ? <NothingOpen all={shown === "all"} /> : (
                <ul class="alert-list" aria-label="Alerts">
                  {list.map((alert) => <li key={alert.id}><Item alert={alert} may={may === true} sending={sending === alert.id} act={(wanted) => void act(alert, wanted)} problem={problem?.id === alert.id ? problem.reason : null} /></li>)}
                </ul>
              )}
              {older ? <p class="quiet">Only the newest {alerts.length} alerts are looked at; there are older ones.</p> : null}
              {may === true && list.length > 0 ? <p class="quiet keys">On an alert: <kbd>a</kbd> acknowledges, <kbd>s</kbd> snoozes until tomorrow, <kbd>r</kbd> resolves; arrow keys walk.</p> : null}
            </>
          );
        }}
      </Face>
    </Card>
  );
}

function NoAlert(): JSX.Element {
  return (
    <Empty title="No alert yet.">
      <p>A <a href={linkTo("budgets")}>budget</a> alerts when it reaches a threshold. Thresholds of a day can also be set where the service runs, for example <code>AGENTMETER_DAILY_THRESHOLDS=all=50,project=10</code>.</p>
    </Empty>
  );
}

function NothingOpen({ all }: { readonly all: boolean }): JSX.Element {
  return all
    ? <Empty title="No alert of this kind." />
    : <Empty title="Nothing needs you."><p>Every alert was acknowledged, snoozed or resolved.</p><button type="button" class="button" onClick={() => setOwn({ show: "all", kind: null })}>Show all</button></Empty>;
}

function KindSelect({ loaded, chosen }: { readonly loaded: readonly Alert[]; readonly chosen: string }): JSX.Element | null {
  const kinds = [...new Set([...loaded.map(({ kind }) => kind), ...(chosen === "" ? [] : [chosen])])].sort();
  if (kinds.length < 2) return null;
  return (
    <select class="small-select" aria-label="Kind" value={chosen} onChange={(event) => setOwn({ kind: event.currentTarget.value })}>
      <option value="">every kind</option>
      {kinds.map((kind) => <option key={kind} value={kind}>{kindWords(kind)}</option>)}
    </select>
  );
}

/** Keys of the list: they act only while the focus is on an alert. */
const KEYS: Readonly<Record<string, (now: number) => Act>> = {
  a: () => ({ action: "acknowledge" }),
  s: (instant) => ({ action: "snooze", until: tomorrowMorning(instant) }),
  r: () => ({ action: "resolve" }),
};

function Item({ alert, may, sending, act, problem }: {
  readonly alert: Alert; readonly may: boolean; readonly sending: boolean; readonly act: (wanted: Act) => void; readonly problem: string | null;
}): JSX.Element {
  const open = isOpen(alert, now.value);
  const keys = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const row = event.currentTarget instanceof HTMLElement ? event.currentTarget.closest("li") : null;
      const next = event.key === "ArrowDown" ? row?.nextElementSibling : row?.previousElementSibling;
      next?.querySelector<HTMLElement>(".alert")?.focus();
      event.preventDefault();
      return;
    }
    const wanted = KEYS[event.key];
    if (wanted !== undefined && may && open && !sending) act(wanted(now.value));
  };
  const why = whyOf(alert);
  return (
    <article class={`alert ${open ? "alert-open" : ""}`} tabIndex={0} onKeyDown={keys} aria-label={titleOf(alert)}>
      <div class="alert-body">
        <p class="alert-head">
          <span class="mark">{kindWords(alert.kind)}</span> <b><bdi>{titleOf(alert)}</bdi></b> <State alert={alert} />
        </p>
        {why === null ? null : <p class="alert-why"><bdi>{why}</bdi></p>}
        <p class="quiet alert-foot"><span title={dayAndClock(alert.at, zone.value)}>{ago(now.value - alert.at)}, {dayAndClock(alert.at, zone.value)}</span><Links alert={alert} /></p>
        {problem === null ? null : <p class="problem" role="alert">{problem}</p>}
      </div>
      {may && alert.state !== "resolved" ? (
        <div class="alert-actions">
          {open ? <button type="button" class="button button-small" disabled={sending} onClick={() => act({ action: "acknowledge" })}><Icon name="check" /> Acknowledge</button> : null}
          {open ? (
            <Popover label={<><Icon name="snooze" /> Snooze</>} title="Snooze until" class="button button-small">
              {(close) => <SnoozeForm pick={(until) => { close(); act({ action: "snooze", until }); }} />}
            </Popover>
          ) : null}
          <button type="button" class="button button-small" disabled={sending} onClick={() => act({ action: "resolve" })}>Resolve</button>
        </div>
      ) : null}
    </article>
  );
}

function State({ alert }: { readonly alert: Alert }): JSX.Element {
  const open = isOpen(alert, now.value);
  if (open) return <span class="act act-warn"><span aria-hidden="true">●</span> {alert.state === "claimed" ? "not sent yet" : "open"}</span>;
  const until = alert.state === "snoozed" && alert.snoozedUntil !== null ? ` until ${dayAndClock(alert.snoozedUntil, zone.value)}` : "";
  return <span class="mark">{STATE_WORDS[alert.state]}{until}{alert.acknowledgedBy === null ? null : <> by <Name>{alert.acknowledgedBy}</Name></>}</span>;
}

function Links({ alert }: { readonly alert: Alert }): ComponentChildren {
  const { budget } = alert;
  const own = ownLink(alert.link);
  return (
    <>
      {budget === null ? null : (
        <span>budget <a href={own?.startsWith("#/budgets/") === true ? own : linkTo("budgets", { id: budget.id })}><Name>{budget.name}</Name></a>{budget.part === null || budget.part === "" ? null : <>, <Name>{budget.part}</Name></>}{budget.percent === null ? "" : `, ${percentUsed(budget.percent)}`}</span>
      )}
      {own !== null || alert.day === null || (alert.scope !== "project" && alert.scope !== "user" && alert.scope !== "all") ? null : (
        <a href={linkTo("overview", { range: { kind: "custom", start: alert.day, end: alert.day }, filters: alert.key === null ? {} : alert.scope === "project" ? { project: alert.key } : alert.scope === "user" ? { user: alert.key } : {} })}>that day</a>
      )}
      {own === null || (budget !== null && own.startsWith("#/budgets/")) ? null : <a href={own}><Icon name="link" /> {linkWords(own)}</a>}
    </>
  );
}

function SnoozeForm({ pick }: { readonly pick: (until: number) => void }): JSX.Element {
  const [until, setUntil] = useState("");
  const chosen = Date.parse(until);
  return (
    <form class="popover-form" onSubmit={(event) => { event.preventDefault(); if (chosen > Date.now()) pick(chosen); }}>
      <button type="button" class="button" onClick={() => pick(Date.now() + 3_600_000)}>For an hour</button>
      <button type="button" class="button" onClick={() => pick(Date.now() + 4 * 3_600_000)}>For four hours</button>
      <button type="button" class="button" onClick={() => pick(tomorrowMorning(Date.now()))}>Until tomorrow, 08:00</button>
      <label>Until<input type="datetime-local" value={until} onInput={(event) => setUntil(event.currentTarget.value)} /></label>
      {until !== "" && !(chosen > Date.now()) ? <p class="problem" role="alert">A time that is still to come.</p> : null}
      <button type="submit" class="button button-main" disabled={!(chosen > Date.now())}>Snooze</button>
    </form>
  );
}

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { BurnDownChart } from "../chart/burn-down";
import { parseBudget, type Budget, type BudgetPart } from "../data/budgets";
import { parseEnforcementLog } from "../data/enforcement";
import { AdminOnly } from "../part/admin";
import { Dialog } from "../part/dialog";
import { EnforcementStories } from "../part/enforcement-stories";
import { Empty, Face, Skeleton } from "../part/faces";
import { forecastWords } from "../part/forecast";
import { Icon } from "../part/icons";
import { OverrideDialog } from "../part/override-dialog";
import { Scope } from "../part/scope";
import { Card, Name } from "../part/text";
import { LimitBar, OverrideMark, ResetsIn, VerdictMark } from "../part/verdict";
import { ACTION_HINTS, bare, blocks, exactly, measured, partNoun, partsByNeed, percentUsed, thresholdWords, verdictOf, windowWords } from "../shape/budgets";
import { storiesOf } from "../shape/enforcement";
import { plusDays } from "../shape/days";
import { clock, dayAndClock } from "../shape/format";
import { goTo, linkTo, own, setOwn } from "../store/address";
import { refreshBudgets, versionNow } from "../store/brake";
import { change, nothing, READY, SENDING, type Changing } from "../store/change";
import { now } from "../store/clock";
import { today, zone } from "../store/live-feed";
import { budgetPath, enforcementsPath, overridesPath } from "../store/paths";
import { useResource } from "../store/resource";

export function BudgetPage({ id }: { readonly id: string }): JSX.Element {
  const [changed, setChanged] = useState(0);
  const { loaded, retry } = useResource(budgetPath(id), parseBudget, `${versionNow()} ${changed}`);
  const again = (): void => {
    setChanged((count) => count + 1);
    void refreshBudgets();
  };
  return (
    <div class="page-budget">
      <a class="back" href={linkTo("budgets")}><Icon name="back" /> Budgets</a>
      <Face
        of={loaded} what="Budget" retry={retry} skeleton={<div class="card"><Skeleton rows={12} /></div>}
        missing={<div class="card"><Empty title="No such budget."><p>There is none called <Name>{id}</Name>, or it was deleted.</p></Empty></div>}
      >
        {(budget) => <Ready budget={budget} again={again} />}
      </Face>
    </div>
  );
}

type Open = { readonly what: "override"; readonly part: string | null } | { readonly what: "delete" } | null;

function Ready({ budget, again }: { readonly budget: Budget; readonly again: () => void }): JSX.Element {
  // A link may lead straight to the override, so the dialog is part of the address until it closes.
  const [open, setOpen] = useState<Open>(own("act") === "override" ? { what: "override", part: null } : null);
  const parts = partsByNeed(budget.state?.parts ?? []);
  const chosen = parts.find(({ part }) => part === own("part")) ?? parts[0];
  const verdict = verdictOf(budget);
  const held = blocks(verdict);
  const whole = budget.per === null && budget.window !== "session";
  const close = (): void => {
    setOpen(null);
    if (own("act") !== "") setOwn({ act: null }, true);
  };
  const done = (): void => {
    close();
    again();
  };
  return (
    <>
      <section class="card strip budget-strip" aria-label={budget.name}>
        <header>
          <h2><Name>{budget.name}</Name> <VerdictMark verdict={verdict} /></h2>
          <p class="quiet">
            <Scope budget={budget} /> · {measured(budget.amount.value, budget.amount.measure)} {windowWords(budget.window, budget.rollingDays)}{budget.per === null ? null : <> for each {budget.per}</>}
            {budget.owner === null ? null : <> · owner <Name>{budget.owner}</Name></>}
          </p>
          <div class="budget-actions">
            {held || parts.some(({ override }) => override !== null) ? null : <button type="button" class="button button-small" onClick={() => setOpen({ what: "override", part: null })}>Override…</button>}
            {held ? <button type="button" class="button button-small button-main" onClick={() => setOpen({ what: "override", part: null })}>Resume…</button> : null}
            <button type="button" class="button button-small" onClick={() => setOwn({ form: "edit" })}><Icon name="edit" /> Edit</button>
            <button type="button" class="button button-small" onClick={() => setOpen({ what: "delete" })}><Icon name="trash" /> Delete…</button>
          </div>
        </header>
        {chosen === undefined ? <p class="quiet">Nothing was counted in this window yet: the first request that matches appears here.</p> : <Figures budget={budget} part={chosen} />}
      </section>
      {chosen === undefined || budget.state === null ? null : <Burn budget={budget} part={chosen} />}
      <div class="two">
        {whole ? <History budget={budget} /> : <Parts budget={budget} parts={parts} chosen={chosen?.part ?? ""} override={(part) => setOpen({ what: "override", part })} />}
        <Rules budget={budget} />
      </div>
      {whole ? null : <History budget={budget} />}
      {open?.what === "override" ? <OverrideDialog budget={budget} part={open.part} close={close} done={done} /> : null}
      {open?.what === "delete" ? <DeleteDialog budget={budget} close={close} /> : null}
      {parts.filter(({ override }) => override !== null).map((part) => <Overridden key={part.part} budget={budget} part={part} again={again} />)}
    </>
  );
}

function Figures({ budget, part }: { readonly budget: Budget; readonly part: BudgetPart }): JSX.Element {
  const { measure } = budget.amount;
  const forecast = part.forecast;
  return (
    <dl>
      <div><dt>{part.part === "" ? "Used" : <>Used by <Name>{part.part}</Name></>}</dt><dd class="number" title={exactly(part.spent, measure)}>{bare(part.spent, measure)}<small>{percentUsed(part.percent)}</small></dd></div>
      <div><dt>Limit</dt><dd class="number">{bare(part.limit, measure)}<small>{measure === "usd" ? "est. cost" : measure}</small></dd></div>
      <div><dt>Left</dt><dd class="number" title={exactly(part.remaining, measure)}>{bare(part.remaining, measure)}</dd></div>
      <div><dt>By the end</dt><dd class="number">{forecast === null ? "–" : bare(forecast.mid, measure)}{forecast === null ? null : <small>{bare(forecast.low, measure)} to {bare(forecast.high, measure)}</small>}</dd></div>
      <div><dt>Used up</dt><dd class="number">{forecast?.exceedsAt == null ? (part.percent >= 100 ? "yes" : "not at this pace") : dayAndClock(forecast.exceedsAt, zone.value)}</dd></div>
      <div><dt>Window</dt><dd><small class="first"><ResetsIn at={budget.state?.window.resetsAt ?? null} /></small></dd></div>
    </dl>
  );
}

function Burn({ budget, part }: { readonly budget: Budget; readonly part: BudgetPart }): JSX.Element | null {
  const { state, amount: { measure } } = budget;
  if (state === null) return null;
  const words = `${measured(part.remaining, measure)} left of ${measured(part.limit, measure)}. ${forecastWords(budget, part)}`;
  return (
    <Card title={part.part === "" ? "What is left" : <>What is left for <Name>{part.part}</Name></>} class="chart-card" aside={<span class="quiet">{forecastWords(budget, part)}</span>}>
      <BurnDownChart
        budget={budget} window={state.window} part={part} now={now.value} zone={zone.value} height={220} label={`Burn-down: ${words}`}
        tooltip={(point) => (
          <table class="parts">
            <caption>{budget.window === "day" ? clock(point.at, zone.value) : dayAndClock(point.at, zone.value)}</caption>
            <tbody>
              <tr><th scope="row">Used</th><td>{measured(point.spent, measure)}</td></tr>
              <tr><th scope="row">Left</th><td>{measured(String(point.left), measure)}</td></tr>
            </tbody>
          </table>
        )}
      />
      <ul class="legend">
        <li class="legend-item"><i class="swatch swatch-burn" />what is left</li>
        {part.forecast === null ? null : <li class="legend-item"><i class="swatch swatch-cone" />forecast, low to high</li>}
        {budget.thresholds.map((threshold, index) => <li key={index} class="legend-item"><i class={`swatch swatch-line threshold-${threshold.action}`} />{threshold.action} at {thresholdWords(threshold, measure)}</li>)}
      </ul>
    </Card>
  );
}

function Parts({ budget, parts, chosen, override }: {
  readonly budget: Budget; readonly parts: readonly BudgetPart[]; readonly chosen: string; readonly override: (part: string) => void;
}): JSX.Element {
  return (
    <Card title={<>Each {partNoun(budget)}</>} class="parts-card" aside={<span class="quiet">{parts.length === 50 ? "the 50 nearest to their limits" : `${parts.length} in this window`}</span>}>
      {parts.length === 0 ? <Empty title="Nobody yet in this window." /> : (
        <div class="table-frame" tabIndex={0} role="region" aria-label={`Each ${partNoun(budget)}`}>
          <table>
            <thead><tr><th scope="col">{partNoun(budget)}</th><th scope="col">Used</th><th scope="col">Now</th><th scope="col"><span class="unseen">Act</span></th></tr></thead>
            <tbody>
              {parts.map((part) => (
                <tr key={part.part} class={part.part === chosen ? "open" : ""}>
                  <td><button type="button" class="row-link row-button" aria-pressed={part.part === chosen} title="Show what is left for this one" onClick={() => setOwn({ part: part.part })}><Name unknown="unknown">{part.part}</Name></button>{budget.per === null ? <> <a href={linkTo("sessions", { id: part.part })}>open</a></> : null}</td>
                  <td class="part-limit"><LimitBar budget={budget} part={part} label={`${part.part} used`} /></td>
                  <td><VerdictMark verdict={part.verdict} /> <OverrideMark part={part} /></td>
                  <td class="numeric">{part.override === null && blocks(part.verdict) ? <button type="button" class="button button-small" onClick={() => override(part.part)}>Resume…</button> : null}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

function Rules({ budget }: { readonly budget: Budget }): JSX.Element {
  const { measure } = budget.amount;
  return (
    <Card title="What it does">
      <dl class="facts rules">
        {budget.thresholds.map((threshold, index) => <div key={index}><dt>At {thresholdWords(threshold, measure)}</dt><dd><b>{threshold.action}</b>: {ACTION_HINTS[threshold.action]}</dd></div>)}
        {budget.gracePercent === 0 ? null : <div><dt>Grace</dt><dd>pause and stop act {budget.gracePercent}% later; until then they warn</dd></div>}
        <div><dt>If the service cannot decide</dt><dd>{budget.onUnavailable === "allow" ? "agents go on" : "agents are held back"}</dd></div>
        {budget.validFrom === null && budget.validTo === null ? null : <div><dt>Valid</dt><dd>{budget.validFrom ?? "always"} to {budget.validTo ?? "further notice"}</dd></div>}
        <div><dt>Last changed</dt><dd>{budget.updatedAt === null ? "–" : dayAndClock(budget.updatedAt, zone.value)}{budget.updatedBy === null ? null : <> by <Name>{budget.updatedBy}</Name></>}, <a href={linkTo("budgets", { own: new Map([["tab", "history"], ["q", budget.id]]) })} title="What was changed, by whom">version {budget.version}</a></dd></div>
      </dl>
    </Card>
  );
}

function History({ budget }: { readonly budget: Budget }): JSX.Element {
  const day = today.value;
  const { loaded, retry } = useResource(enforcementsPath(day === null ? null : { start: plusDays(day, -30), end: day }), parseEnforcementLog, versionNow());
  return (
    <Card title="What it did" aside={<a href={linkTo("enforcement")}>All budgets</a>}>
      <Face of={loaded} what="Enforcement" retry={retry} skeleton={<Skeleton rows={4} />} missing={<Empty title="Nothing in the last 31 days." />}>
        {({ records, olderLeftOut }) => {
          const own = storiesOf(records.filter((record) => record.budget === budget.id));
          // What was left out is of any budget.
          const oldest = olderLeftOut ? records.at(-1) : undefined;
          const span = oldest === undefined ? "in the last 31 days" : `since ${dayAndClock(oldest.at, zone.value)}`;
          return own.length === 0 ? <Empty title={`Nothing ${span}.`}>It warned and held back nobody.</Empty> : <EnforcementStories stories={own.slice(0, 8)} ofOne />;
        }}
      </Face>
    </Card>
  );
}

/** An override in force, and the way to end it early. */
function Overridden({ budget, part, again }: { readonly budget: Budget; readonly part: BudgetPart; readonly again: () => void }): JSX.Element | null {
  const [state, setState] = useState<Changing<null>>(READY);
  const { override } = part;
  if (override === null) return null;
  const end = async (): Promise<void> => {
    setState(SENDING);
    const outcome = await change("DELETE", overridesPath(budget.id, override.id), undefined, nothing);
    setState(outcome);
    if (outcome.state === "done") again();
  };
  return (
    <Card title={<>Override{part.part === "" ? "" : <> for <Name>{part.part}</Name></>}</>} class="override-card">
      <p>“<Name>{override.reason}</Name>” by <Name>{override.by}</Name>, {dayAndClock(override.at, zone.value)} until {dayAndClock(override.until, zone.value)}. Until then this budget warns instead of holding back.</p>
      <AdminOnly what="Ending an override">
        <button type="button" class="button button-small" disabled={state.state === "sending"} onClick={() => void end()}>{state.state === "sending" ? "Ending…" : "End the override now"}</button>
      </AdminOnly>
      {state.state === "refused" || state.state === "conflict" ? <p class="problem" role="alert">{state.reason}</p> : null}
    </Card>
  );
}

function DeleteDialog({ budget, close }: { readonly budget: Budget; readonly close: () => void }): JSX.Element {
  const [state, setState] = useState<Changing<null>>(READY);
  const remove = async (): Promise<void> => {
    setState(SENDING);
    const outcome = await change("DELETE", `${budgetPath(budget.id)}?version=${budget.version}`, undefined, nothing);
    setState(outcome);
    if (outcome.state !== "done") return;
    await refreshBudgets();
    goTo("budgets");
  };
  return (
    <Dialog title="Delete this budget?" close={close}>
      <p>Nothing will warn or hold back agents because of <b><Name>{budget.name}</Name></b> any more. What it did, its versions and its alerts are kept.</p>
      <AdminOnly what="Deleting a budget">
        <div class="dialog-foot">
          <button type="button" class="button" data-first onClick={close}>Keep it</button>
          <button type="button" class="button button-stop" disabled={state.state === "sending"} onClick={() => void remove()}><Icon name="trash" /> {state.state === "sending" ? "Deleting…" : "Delete it"}</button>
        </div>
      </AdminOnly>
      {state.state === "refused" || state.state === "conflict" ? <p class="problem" role="alert">{state.reason}</p> : null}
    </Dialog>
  );
}

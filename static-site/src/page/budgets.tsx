import type { JSX } from "preact";
import { SmallBurnDown } from "../chart/burn-down";
import type { Budget, BudgetPart } from "../data/budgets";
import { parseEnforcements, type Enforcement } from "../data/enforcement";
import { Empty, Face, Skeleton } from "../part/faces";
import { History } from "../part/history";
import { Icon } from "../part/icons";
import { SearchBox } from "../part/search-box";
import { Scope } from "../part/scope";
import { Name } from "../part/text";
import { LimitBar, OverrideMark, ResetsIn, VerdictMark } from "../part/verdict";
import { blocks, byNeed, measured, partNoun, partsByNeed, percentUsed, someBlock, verdictOf, windowWords } from "../shape/budgets";
import { plusDays } from "../shape/days";
import { heldBack, stillHeld } from "../shape/enforcement";
import { forecastWords } from "../part/forecast";
import { linkTo, own, setOwn } from "../store/address";
import { refreshBudgets, useBudgets, versionNow } from "../store/brake";
import { now } from "../store/clock";
import { today } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { enforcementsPath } from "../store/paths";
import { useResource } from "../store/resource";
import { BudgetPage } from "./budget";
import { BudgetFormPage } from "./budget-form";

/** Held-back sessions are looked for this far back; a budget of a longer window still shows its verdict. */
const DAYS_BACK = 7;

export function BudgetsPage({ id }: { readonly id: string | null }): JSX.Element {
  const form = own("form");
  if (form === "new" && id === null) return <BudgetFormPage key="new" id={null} />;
  if (id === null) return <Tabs />;
  return form === "edit" ? <BudgetFormPage key={id} id={id} /> : <BudgetPage key={id} id={id} />;
}

function Tabs(): JSX.Element {
  const history = own("tab") === "history";
  return (
    <>
      <div><div class="segmented" role="group" aria-label="Budgets">
        <button type="button" aria-pressed={!history} onClick={() => setOwn({ tab: null, q: null, back: null })}>Budgets</button>
        <button type="button" aria-pressed={history} onClick={() => setOwn({ tab: "history", q: null })}>History</button>
      </div></div>
      {history ? <History /> : <BudgetList />}
    </>
  );
}

function BudgetList(): JSX.Element {
  const loaded = useBudgets();
  const day = today.value;
  const records = useResource(enforcementsPath(day === null || !someBlock(valueOf(loaded) ?? []) ? null : { start: plusDays(day, 1 - DAYS_BACK), end: day }), parseEnforcements, versionNow());
  const held = [...stillHeld(heldBack(valueOf(records.loaded) ?? []), valueOf(loaded) ?? []).values()];
  const search = own("q").toLowerCase();
  return (
    <section class="card budgets-card">
      <div class="toolbar">
        <h2>Budgets</h2>
        <span class="grow" />
        <SearchBox label="Search budgets" />
        <button type="button" class="button button-small button-main" onClick={() => setOwn({ form: "new", q: null })}><Icon name="plus" /> New budget</button>
      </div>
      <Face of={loaded} what="Budgets" retry={() => void refreshBudgets()} skeleton={<Skeleton rows={9} />} missing={<NoBudgets />}>
        {(budgets) => {
          const there = budgets.filter(({ deletedAt }) => deletedAt === null);
          if (there.length === 0) return <NoBudgets />;
          const found = byNeed(there).filter((budget) => `${budget.name} ${[...budget.scope.values()].join(" ")}`.toLowerCase().includes(search));
          return found.length === 0
            ? <Empty title="No budget by that name." />
            : <ul class="budget-list">{found.map((budget) => <li key={budget.id}><Row budget={budget} held={held.filter((record) => record.budget === budget.id)} /></li>)}</ul>;
        }}
      </Face>
    </section>
  );
}

function NoBudgets(): JSX.Element {
  return (
    <Empty title="No budget yet.">
      <p>A budget warns, pauses or stops agents when a project, a person or a single session has used its share. Start with one day of everything:</p>
      <button type="button" class="button" onClick={() => setOwn({ form: "new" })}><Icon name="plus" /> New budget</button>
    </Empty>
  );
}

function Row({ budget, held }: { readonly budget: Budget; readonly held: readonly Enforcement[] }): JSX.Element {
  const parts = partsByNeed(budget.state?.parts ?? []);
  const [first] = parts;
  const verdict = verdictOf(budget);
  return (
    <article class={`budget-row budget-${verdict}`} aria-label={budget.name}>
      <div class="budget-what">
        <h3><a href={linkTo("budgets", { id: budget.id })}><Name>{budget.name}</Name></a> <VerdictMark verdict={verdict} /></h3>
        <p class="quiet"><Scope budget={budget} /></p>
        <p class="quiet">{measured(budget.amount.value, budget.amount.measure)} {windowWords(budget.window, budget.rollingDays)}{budget.per === null ? null : <> for each {budget.per}</>}</p>
      </div>
      <div class="budget-used">
        {first === undefined ? <p class="quiet">Nothing counted in this window.</p> : (
          <>
            {first.part === "" ? null : <p class="budget-part"><Name>{first.part}</Name></p>}
            <LimitBar budget={budget} part={first} label={`${budget.name} used`} />
            <OverrideMark part={first} />
          </>
        )}
        {parts.length > 1 ? <Others parts={parts.slice(1)} per={partNoun(budget)} /> : null}
        {blocks(verdict) ? <HeldBack held={held} /> : null}
      </div>
      <div class="budget-burn">
        {first === undefined || budget.state === null ? null : <SmallBurnDown budget={budget} window={budget.state.window} part={first} now={now.value} label={`What is left of ${budget.name}, and where it is heading`} />}
      </div>
      <div class="budget-when">
        <p>{budget.state === null ? null : <ResetsIn at={budget.state.window.resetsAt} />}</p>
        <p class="quiet">{first === undefined ? "" : forecastWords(budget, first)}</p>
      </div>
    </article>
  );
}

function Others({ parts, per }: { readonly parts: readonly BudgetPart[]; readonly per: string }): JSX.Element {
  const blocked = parts.filter(({ verdict }) => blocks(verdict)).length;
  const [next] = parts;
  return (
    <p class="quiet">
      and {parts.length} more {parts.length === 1 ? per : `${per}s`}{blocked > 0 ? `, ${blocked} of them held back` : ""}
      {next === undefined ? null : <>; next is <Name>{next.part}</Name> at {percentUsed(next.percent)}</>}
    </p>
  );
}

/** Which sessions wait because of this budget. */
function HeldBack({ held }: { readonly held: readonly Enforcement[] }): JSX.Element {
  const shown = held.slice(0, 3);
  return (
    <p class="held">
      {held.length === 0 ? "No agent has asked since." : <>Holds back {shown.map(({ session, project, user }, index) => (
        <span key={session}>{index === 0 ? "" : ", "}<a href={linkTo("sessions", { id: session ?? "" })}><Name unknown="a session">{project ?? session}</Name></a>{user === null ? null : <> of <Name>{user}</Name></>}</span>
      ))}{held.length > shown.length ? ` and ${held.length - shown.length} more` : ""}.</>}
    </p>
  );
}

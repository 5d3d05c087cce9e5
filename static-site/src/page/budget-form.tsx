import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { ACTIONS, MEASURES, parseBudget, SCOPE_NAMES, WINDOWS, type Budget, type ScopeName } from "../data/budgets";
import { isDimension, valuesOf } from "../shape/cells";
import { AdminOnly } from "../part/admin";
import { BudgetPreview } from "../part/budget-preview";
import { Empty, Face, Skeleton } from "../part/faces";
import { Field, inputId, Problems } from "../part/field";
import { Icon } from "../part/icons";
import { Card, Name } from "../part/text";
import { ACTION_HINTS, windowWords } from "../shape/budgets";
import { bodyOf, differences, draftOf, idFrom, NEW_DRAFT, problemsByInput, type Draft, type DraftThreshold } from "../shape/budget-form";
import { dayAndClock } from "../shape/format";
import { days, goTo, linkTo } from "../store/address";
import { refreshBudgets } from "../store/brake";
import { change, READY, SENDING, type Changing } from "../store/change";
import { cubesOf } from "../store/cubes";
import { zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { budgetPath } from "../store/paths";
import { useResource } from "../store/resource";
import { askSignedIn } from "../store/sign-in";

/** Makes a budget (`id` null) or changes one. */
export function BudgetFormPage({ id }: { readonly id: string | null }): JSX.Element {
  return (
    <div class="page-budget">
      <a class="back" href={linkTo("budgets", id === null ? {} : { id })}><Icon name="back" /> {id === null ? "Budgets" : "Back to the budget"}</a>
      {id === null ? <BudgetForm before={null} /> : <Existing id={id} />}
    </div>
  );
}

function Existing({ id }: { readonly id: string }): JSX.Element {
  const { loaded, retry } = useResource(budgetPath(id), parseBudget);
  return (
    <Face of={loaded} what="Budget" retry={retry} skeleton={<div class="card"><Skeleton rows={12} /></div>} missing={<div class="card"><Empty title="No such budget."><p>There is none called <Name>{id}</Name>, or it was deleted.</p></Empty></div>}>
      {(budget) => <BudgetForm before={budget} />}
    </Face>
  );
}

function BudgetForm({ before }: { readonly before: Budget | null }): JSX.Element {
  const [draft, setDraft] = useState<Draft>(before === null ? NEW_DRAFT : draftOf(before));
  const [seen, setSeen] = useState(before);
  const [idTyped, setIdTyped] = useState(before !== null);
  const [state, setState] = useState<Changing<Budget>>(READY);
  const [theirs, setTheirs] = useState<Budget | null>(null);
  const set = (changes: Partial<Draft>): void => setDraft((current) => ({ ...current, ...changes }));
  const id = idTyped ? draft.id.trim() : idFrom(draft.name);
  const problems = problemsByInput(state.state === "refused" ? state.fields : [], draft);
  const about = (input: string): readonly string[] => problems.get(input) ?? [];

  const save = async (version: number | null): Promise<void> => {
    if (id === "") {
      setState({ state: "refused", reason: "The budget needs a name.", fields: [{ field: "name", reason: "A name, from which its address is made." }] });
      document.getElementById(inputId("name"))?.focus();
      return;
    }
    setState(SENDING);
    const outcome = await change("PUT", budgetPath(id), bodyOf(draft, version), parseBudget);
    setState(outcome);
    if (outcome.state === "done") {
      await refreshBudgets();
      goTo("budgets", { id });
    } else if (outcome.state === "conflict") setTheirs(await currently(id));
    else requestAnimationFrame(() => document.querySelector<HTMLElement>(".form-summary")?.focus());
  };
  const take = (): void => {
    if (theirs === null) return;
    setDraft(draftOf(theirs));
    setSeen(theirs);
    setIdTyped(true);
    setTheirs(null);
    setState(READY);
  };
  const keep = (): void => {
    if (theirs === null) return;
    setSeen(theirs);
    setIdTyped(true);
    setTheirs(null);
    void save(theirs.version);
  };

  return (
    <>
      {theirs === null ? null : <Conflict theirs={theirs} mine={draft} made={seen === null} take={take} keep={keep} />}
      <div class="two form-columns">
        <Card title={before === null ? "New budget" : <>Change <Name>{before.name}</Name></>}>
          <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); if (state.state !== "sending") void save(seen?.version ?? null); }}>
            <Summary state={state} problems={problems} />
            <Field name="name" label="Name" problems={about("name")}>
              {(tie) => <input {...tie} required maxLength={200} value={draft.name} placeholder="Shop, per day" onInput={(event) => set({ name: event.currentTarget.value })} />}
            </Field>
            {before === null ? (
              <Field name="id" label="Address" hint={`/v1/budgets/${id === "" ? "…" : id}; it cannot be changed later.`} problems={about("id")}>
                {(tie) => <input {...tie} spellcheck={false} value={idTyped ? draft.id : id} onInput={(event) => { setIdTyped(true); set({ id: event.currentTarget.value }); }} />}
              </Field>
            ) : null}
            <ScopeFields draft={draft} set={set} about={about} />
            <div class="form-row">
              <Field name="amount" label="Amount" problems={about("amount")}>
                {(tie) => (
                  <span class="joined">
                    <input {...tie} inputMode="decimal" value={draft.amount} onInput={(event) => set({ amount: event.currentTarget.value })} />
                    <select aria-label="Measure" value={draft.measure} onChange={(event) => set({ measure: choice(MEASURES, event.currentTarget.value, draft.measure) })}>
                      {MEASURES.map((measure) => <option key={measure} value={measure}>{measure === "usd" ? "US dollars" : measure}</option>)}
                    </select>
                  </span>
                )}
              </Field>
              <Field name="window" label="Window" problems={about("window")}>
                {(tie) => (
                  <select {...tie} value={draft.window} onChange={(event) => set({ window: choice(WINDOWS, event.currentTarget.value, draft.window) })}>
                    {WINDOWS.map((window) => <option key={window} value={window}>{window === "rolling" ? "rolling days" : windowWords(window, null)}</option>)}
                  </select>
                )}
              </Field>
              {draft.window === "rolling" ? (
                <Field name="rollingDays" label="Days" problems={about("rollingDays")}>
                  {(tie) => <input {...tie} class="short-input" inputMode="numeric" value={draft.rollingDays} onInput={(event) => set({ rollingDays: event.currentTarget.value })} />}
                </Field>
              ) : null}
              <Field name="per" label="One limit for each" problems={about("per")}>
                {(tie) => (
                  <select {...tie} value={draft.per} onChange={(event) => set({ per: event.currentTarget.value })}>
                    <option value="">no, one for all together</option>
                    {SCOPE_NAMES.filter((name) => name !== "session").map((name) => <option key={name} value={name}>{name}</option>)}
                  </select>
                )}
              </Field>
            </div>
            <Thresholds draft={draft} set={set} about={about} />
            <details class="more" open={before !== null || ["gracePercent", "onUnavailable", "owner", "validFrom", "validTo"].some((input) => about(input).length > 0)}>
              <summary>Grace, faults, owner, validity</summary>
              <div class="form-row">
                <Field name="gracePercent" label="Grace, %" hint="pause and stop act this much later" problems={about("gracePercent")}>
                  {(tie) => <input {...tie} class="short-input" inputMode="numeric" value={draft.gracePercent} onInput={(event) => set({ gracePercent: event.currentTarget.value })} />}
                </Field>
                <Field name="onUnavailable" label="If the service cannot decide" problems={about("onUnavailable")}>
                  {(tie) => (
                    <select {...tie} value={draft.onUnavailable} onChange={(event) => set({ onUnavailable: event.currentTarget.value === "block" ? "block" : "allow" })}>
                      <option value="allow">agents go on</option>
                      <option value="block">agents are held back</option>
                    </select>
                  )}
                </Field>
                <Field name="owner" label="Owner" problems={about("owner")}>
                  {(tie) => <input {...tie} maxLength={200} value={draft.owner} placeholder="who to ask" onInput={(event) => set({ owner: event.currentTarget.value })} />}
                </Field>
                <Field name="validFrom" label="Valid from" problems={about("validFrom")}>
                  {(tie) => <input {...tie} type="date" value={draft.validFrom} onInput={(event) => set({ validFrom: event.currentTarget.value })} />}
                </Field>
                <Field name="validTo" label="Valid to" problems={about("validTo")}>
                  {(tie) => <input {...tie} type="date" value={draft.validTo} onInput={(event) => set({ validTo: event.currentTarget.value })} />}
                </Field>
              </div>
            </details>
            <AdminOnly what={before === null ? "Making a budget" : "Changing a budget"}>
              <div class="dialog-foot">
                <a class="button" href={linkTo("budgets", before === null ? {} : { id: before.id })}>Cancel</a>
                <button type="submit" class="button button-main" disabled={state.state === "sending" || theirs !== null}>{state.state === "sending" ? "Saving…" : before === null ? "Make the budget" : "Save the changes"}</button>
              </div>
            </AdminOnly>
          </form>
        </Card>
        <BudgetPreview draft={draft} />
      </div>
    </>
  );
}

async function currently(id: string): Promise<Budget | null> {
  const answer = await askSignedIn(budgetPath(id));
  return answer.kind === "ok" ? parseBudget(answer.data) : null;
}

function choice<T extends string>(choices: readonly T[], wanted: string, otherwise: T): T {
  return choices.find((candidate) => candidate === wanted) ?? otherwise;
}

/** Everything that is wrong, at once; each entry leads to its input. */
function Summary({ state, problems }: { readonly state: Changing<Budget>; readonly problems: ReadonlyMap<string, readonly string[]> }): JSX.Element | null {
  if (state.state !== "refused" && state.state !== "conflict") return null;
  const count = state.state === "refused" ? state.fields.length : 0;
  return (
    <div class="form-summary" role="alert" tabIndex={-1}>
      <p><Icon name="warn" /> <b>{count > 1 ? `${count} things to mend.` : "Not saved."}</b> {state.reason}</p>
      {problems.size === 0 ? null : (
        <ul>
          {[...problems].map(([input, reasons]) => (
            <li key={input}>
              {input === "" ? reasons.join(" ") : <a href={`#${inputId(input)}`} onClick={(event) => { event.preventDefault(); document.getElementById(inputId(input))?.focus(); }}>{inputWords(input)}</a>}
              {input === "" ? null : <>: {reasons.join(" ")}</>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function inputWords(input: string): string {
  const row = /^thresholds\[(\d+)\]$/.exec(input)?.[1];
  if (row !== undefined) return `threshold ${Number(row) + 1}`;
  const words: Readonly<Record<string, string>> = { per: "one limit for each", rollingDays: "days", gracePercent: "grace", onUnavailable: "if the service cannot decide", validFrom: "valid from", validTo: "valid to", id: "address", scope: "applies to" };
  return words[input] ?? input.replace(/^scope\./, "");
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
  readonly about: (input: string) => readonly string[];
}

function ScopeFields({ draft, set, about }: PartProps): JSX.Element {
  const cubes = valueOf(cubesOf(days.value)) ?? [];
  const free = SCOPE_NAMES.filter((name) => draft.scope.every((filter) => filter.name !== name));
  const offered = (name: ScopeName): readonly string[] => (isDimension(name) ? valuesOf(cubes, name) : []);
  const change = (index: number, changes: Partial<Draft["scope"][number]>): void => set({ scope: draft.scope.map((filter, at) => (at === index ? { ...filter, ...changes } : filter)) });
  return (
    <fieldset class="field" id={inputId("scope")} tabIndex={-1}>
      <legend>Applies to {draft.scope.length === 0 ? <b>everything</b> : "what matches all of"}</legend>
      {draft.scope.map(({ name, value }, index) => (
        <Fragmented key={name}>
          <div class="filter-row">
            <select aria-label={`Filter ${index + 1}`} value={name} onChange={(event) => change(index, { name: choice(SCOPE_NAMES, event.currentTarget.value, name) })}>
              {[name, ...free].map((candidate) => <option key={candidate} value={candidate}>{candidate}</option>)}
            </select>
            <input id={inputId(`scope.${name}`)} aria-label={`${name} is`} aria-invalid={about(`scope.${name}`).length > 0} list={`values-${name}`} spellcheck={false} value={value} onInput={(event) => change(index, { value: event.currentTarget.value })} />
            <datalist id={`values-${name}`}>{offered(name).map((candidate) => <option key={candidate} value={candidate} />)}</datalist>
            <button type="button" class="button button-plain" aria-label={`Remove the filter ${name}`} onClick={() => set({ scope: draft.scope.filter((_, at) => at !== index) })}><Icon name="close" /></button>
          </div>
          <Problems of={about(`scope.${name}`)} />
        </Fragmented>
      ))}
      {free.length === 0 ? null : <button type="button" class="button button-small" onClick={() => { const [next] = free; if (next !== undefined) set({ scope: [...draft.scope, { name: next, value: "" }] }); }}><Icon name="plus" /> Add a filter</button>}
      <Problems of={about("scope")} />
    </fieldset>
  );
}

function Fragmented({ children }: { readonly children: ComponentChildren }): JSX.Element {
  return <>{children}</>;
}

function Thresholds({ draft, set, about }: PartProps): JSX.Element {
  const change = (index: number, changes: Partial<DraftThreshold>): void => set({ thresholds: draft.thresholds.map((threshold, at) => (at === index ? { ...threshold, ...changes } : threshold)) });
  const unit = draft.measure === "usd" ? "$" : draft.measure;
  return (
    <fieldset class="field" id={inputId("thresholds")} tabIndex={-1}>
      <legend>Thresholds</legend>
      {draft.thresholds.map((threshold, index) => (
        <Fragmented key={index}>
          <div class="filter-row threshold-row">
            <span class="quiet">at</span>
            <input id={inputId(`thresholds[${index}]`)} class="short-input" inputMode="decimal" aria-label={`Threshold ${index + 1}`} aria-invalid={about(`thresholds[${index}]`).length > 0} value={threshold.value} onInput={(event) => change(index, { value: event.currentTarget.value })} />
            <select aria-label={`Unit of threshold ${index + 1}`} value={threshold.unit} onChange={(event) => change(index, { unit: event.currentTarget.value === "amount" ? "amount" : "percent" })}>
              <option value="percent">%</option>
              <option value="amount">{unit}</option>
            </select>
            <select aria-label={`Action of threshold ${index + 1}`} value={threshold.action} onChange={(event) => change(index, { action: choice(ACTIONS, event.currentTarget.value, threshold.action) })}>
              {ACTIONS.map((action) => <option key={action} value={action}>{action}</option>)}
            </select>
            <span class="quiet threshold-hint">{ACTION_HINTS[threshold.action]}</span>
            <button type="button" class="button button-plain" aria-label={`Remove threshold ${index + 1}`} onClick={() => set({ thresholds: draft.thresholds.filter((_, at) => at !== index) })}><Icon name="close" /></button>
          </div>
          <Problems of={about(`thresholds[${index}]`)} />
        </Fragmented>
      ))}
      <button type="button" class="button button-small" onClick={() => set({ thresholds: [...draft.thresholds, { unit: "percent", value: "", action: "warn" }] })}><Icon name="plus" /> Add a threshold</button>
      <Problems of={about("thresholds")} />
    </fieldset>
  );
}

/** Somebody else was faster: both versions side by side, and nothing is overwritten before the person has chosen. */
function Conflict({ theirs, mine, made, take, keep }: { readonly theirs: Budget; readonly mine: Draft; readonly made: boolean; readonly take: () => void; readonly keep: () => void }): JSX.Element {
  const found = differences(draftOf(theirs), mine);
  return (
    <section class="card conflict" role="alert" aria-label="Changed by somebody else">
      <h2><Icon name="warn" /> {made ? "There is a budget at this address already" : "Somebody else changed this budget"}</h2>
      <p>
        Version {theirs.version}{theirs.updatedBy === null ? "" : <> by <Name>{theirs.updatedBy}</Name></>}{theirs.updatedAt === null ? "" : `, ${dayAndClock(theirs.updatedAt, zone.value)}`}. Nothing of yours was saved yet.
        {found.length === 0 ? " Both say the same." : ""}
      </p>
      {found.length === 0 ? null : (
        <div class="table-frame" tabIndex={0} role="region" aria-label="Differences">
          <table>
            <thead><tr><th scope="col">Field</th><th scope="col">Stored now</th><th scope="col">Yours</th></tr></thead>
            <tbody>{found.map(({ field, theirs: there, mine: here }) => <tr key={field}><th scope="row">{field}</th><td><bdi>{there}</bdi></td><td><bdi>{here}</bdi></td></tr>)}</tbody>
          </table>
        </div>
      )}
      <div class="dialog-foot">
        <button type="button" class="button" onClick={take}>Take what is stored</button>
        <button type="button" class="button button-main" onClick={keep}>Save mine over it</button>
      </div>
    </section>
  );
}

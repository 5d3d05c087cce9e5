import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Sparkline } from "../chart/sparkline";
import { parsePlans, PLAN_MODES, type PlanAccount, type PlanMode, type PlanUser, type PlanWindow, type RateLimitHit } from "../data/plans";
import { AdminOnly } from "../part/admin";
import { Dialog } from "../part/dialog";
import { Empty, Face, Skeleton } from "../part/faces";
import { Field } from "../part/field";
import { Icon } from "../part/icons";
import { Card, Cost, Name, Snippet } from "../part/text";
import { ago, dayAndClock, lasting, percent } from "../shape/format";
import { bindsFirst, byNearness, nearness, windowName, type Nearness } from "../shape/plans";
import { linkTo } from "../store/address";
import { EVERY } from "../store/brake";
import { change, nothing, READY, SENDING, type Changing } from "../store/change";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import { planPath } from "../store/paths";
import { useResource } from "../store/resource";

const MOST_HITS = 5;

export function PlansPage(): JSX.Element {
  const [changed, setChanged] = useState(0);
  const [editing, setEditing] = useState<PlanAccount | null>(null);
  const { loaded, retry } = useResource("/v1/plans", parsePlans, `${Math.floor(now.value / EVERY)} ${changed}`);
  return (
    <div class="page-plans">
      <Face of={loaded} what="Plans" retry={retry} skeleton={<PlansSkeleton />} missing={<NoPlans />}>
        {({ accounts, users, rateLimitHits }) => {
          const elsewhere = rateLimitHits.filter(({ account }) => account === null);
          if (accounts.length + elsewhere.length === 0) return <NoPlans />;
          return (
            <>
              {users.length > 1 ? <People users={users} /> : null}
              <ul class="cards plan-cards">{byNearness(accounts).map((account) => <li key={account.account}><Account account={account} edit={() => setEditing(account)} /></li>)}</ul>
              {elsewhere.length === 0 ? null : <Card title="Rate limits of sessions whose account is not known"><Hits hits={elsewhere} /></Card>}
            </>
          );
        }}
      </Face>
      {editing === null ? null : <PlanDialog account={editing} close={() => { setEditing(null); setChanged((count) => count + 1); }} done={() => { setEditing(null); setChanged((count) => count + 1); }} />}
    </div>
  );
}

function NoPlans(): JSX.Element {
  return (
    <div class="card">
      <Empty title="No plan window has been reported yet.">
        <p>A subscription tells how much of its windows is used only to the agent's status line. This puts AgentMeter's line there, which also reports them:</p>
        <Snippet text="scripts/agentmeter connect claude-code --write" label="the connect command" />
      </Empty>
    </div>
  );
}

function PlansSkeleton(): JSX.Element {
  return <ul class="cards plan-cards">{[1, 2].map((card) => <li key={card}><div class="card"><Skeleton rows={7} /></div></li>)}</ul>;
}

/** Who is nearest to the end of a window: the team in one look. */
function People({ users }: { readonly users: readonly PlanUser[] }): JSX.Element {
  return (
    <Card title="Who is near a limit">
      <div class="table-frame plan-people" tabIndex={0} role="region" aria-label="Who is near a limit">
        <table>
          <thead><tr><th scope="col">User</th><th scope="col" class="minor">Pays by</th><th scope="col">Fullest window</th><th scope="col" class="minor">Account</th><th scope="col" class="numeric minor">Resets in</th><th scope="col" class="numeric">Used</th></tr></thead>
          <tbody>
            {users.map(({ user, mode, nearest }) => (
              <tr key={user}>
                <td><a href={linkTo("overview", { filters: { user } })}><Name>{user}</Name></a></td>
                <td class="minor">{mode === null ? "–" : MODE_WORDS[mode]}</td>
                <td>{nearest === null ? <span class="quiet">none reported</span> : windowName(nearest.window)}</td>
                <td class="minor">{nearest === null ? "–" : <Name>{nearest.account}</Name>}</td>
                <td class="numeric minor">{nearest?.resetsAt == null ? "–" : lasting(nearest.resetsAt - now.value)}</td>
                <td class="numeric">{nearest === null ? "–" : <><NearMark usedPercent={nearest.usedPercent} /> {percent(nearest.usedPercent)}</>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function NearMark({ usedPercent }: { readonly usedPercent: number }): JSX.Element | null {
  const near = nearness(usedPercent);
  const { word, shape } = NEAR[near];
  return word === "" ? null : <span class={`act act-${near === "high" ? "stop" : "warn"}`}><span aria-hidden="true">{shape}</span> {word}</span>;
}

function Account({ account, edit }: { readonly account: PlanAccount; readonly edit: () => void }): JSX.Element {
  const first = bindsFirst(account.windows);
  return (
    <article class="card plan" aria-label={account.account}>
      <header class="card-head">
        <div>
          <h2><Name>{account.account}</Name></h2>
          <p class="quiet">
            {account.tier === null ? "tier not set" : <Name>{account.tier}</Name>}{account.priceUsdPerMonth === null ? null : <>, <Cost>{account.priceUsdPerMonth}</Cost> a month</>}
            {account.mode === null ? null : <>, {MODE_WORDS[account.mode]}</>}
          </p>
          {account.users.length === 0 ? null : <p class="quiet">{account.users.map((user, index) => <span key={user}>{index === 0 ? "" : ", "}<a href={linkTo("overview", { filters: { user } })}><Name>{user}</Name></a></span>)}</p>}
        </div>
        <button type="button" class="button button-small" onClick={edit}><Icon name="edit" /> Edit</button>
      </header>
      {account.windows.length === 0 ? <p class="quiet">No window was reported for this account.</p> : (
        <ul class="plan-windows">{account.windows.map((window) => <li key={window.name}><WindowLine window={window} first={window === first} /></li>)}</ul>
      )}
      <Hits hits={account.rateLimitHits} />
    </article>
  );
}

const MODE_WORDS: Readonly<Record<PlanMode, string>> = { subscription: "subscription", api: "API", both: "subscription and API" };
const NEAR: Readonly<Record<Nearness, { readonly word: string; readonly shape: string }>> = {
  low: { word: "", shape: "" },
  raised: { word: "near", shape: "▲" },
  high: { word: "used up", shape: "■" },
};

function WindowLine({ window, first }: { readonly window: PlanWindow; readonly first: boolean }): JSX.Element {
  const near = nearness(window.usedPercent);
  const over = window.resetsAt !== null && window.resetsAt <= now.value;
  const shown = Math.min(100, Math.max(0, window.usedPercent));
  return (
    <div class={`plan-window ${window.stale ? "plan-stale" : ""} level-${near}`}>
      <p class="plan-name">
        <b>{windowName(window.name)}</b>
        {first ? <span class="mark" title="Of this account's windows this one will hold it up first">binds first</span> : null}
        <NearMark usedPercent={window.usedPercent} />
        {window.stale ? <span class="mark mark-warn" title={`Reported ${dayAndClock(window.reportedAt, zone.value)}; it may be different now.`}><Icon name="warn" /> stale</span> : null}
        <span class="grow" />
        <span class="number plan-percent">{percent(window.usedPercent)}</span>
      </p>
      <div class="plan-line">
        <div class="plan-bar" role="meter" aria-label={`${windowName(window.name)} used`} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown)} aria-valuetext={`${percent(window.usedPercent)} used${window.stale ? ", stale" : ""}`}>
          <span class="plan-fill" style={{ width: `${shown}%` }} />
        </div>
        <Sparkline values={window.series.map(({ usedPercent }) => usedPercent)} label={`${windowName(window.name)} over time`} width={72} height={20} />
      </div>
      <p class="quiet plan-when">
        <span title={window.resetsAt === null ? undefined : dayAndClock(window.resetsAt, zone.value)}>{window.resetsAt === null ? "reset not reported" : over ? "has reset since" : `resets in ${lasting(window.resetsAt - now.value)}`}</span>
        {window.exhaustedAt === null || window.exhaustedAt <= now.value ? null : <span class="plan-exhausted">used up in {lasting(window.exhaustedAt - now.value)} at this pace</span>}
        <span title={dayAndClock(window.reportedAt, zone.value)}>reported {ago(now.value - window.reportedAt)}</span>
      </p>
    </div>
  );
}

function Hits({ hits }: { readonly hits: readonly RateLimitHit[] }): JSX.Element {
  if (hits.length === 0) return <p class="quiet plan-hits">No rate limit was hit.</p>;
  const latest = [...hits].sort((left, right) => right.at - left.at);
  return (
    <div class="plan-hits">
      <h3>Rate limit hit {latest.length === 1 ? "once" : `${latest.length} times`}</h3>
      <ul>
        {latest.slice(0, MOST_HITS).map(({ at, session, reason }) => (
          <li key={`${at} ${session ?? ""}`}>
            <span class="number">{dayAndClock(at, zone.value)}</span> {session === null ? null : <a href={linkTo("sessions", { id: session })}><code>{session.slice(0, 8)}</code></a>} <span class="quiet"><Name unknown="">{reason}</Name></span>
          </li>
        ))}
      </ul>
      {latest.length > MOST_HITS ? <p class="quiet">and {latest.length - MOST_HITS} more</p> : null}
    </div>
  );
}

/** Tier and price are the person's own words: no vendor reports them. */
function PlanDialog({ account, close, done }: { readonly account: PlanAccount; readonly close: () => void; readonly done: () => void }): JSX.Element {
  const [tier, setTier] = useState(account.tier ?? "");
  const [price, setPrice] = useState(account.priceUsdPerMonth ?? "");
  const [mode, setMode] = useState<PlanMode>(account.mode ?? "subscription");
  const [users, setUsers] = useState(account.users.join(", "));
  const [state, setState] = useState<Changing<null>>(READY);
  const fields = state.state === "refused" ? state.fields : [];
  const about = (field: string): readonly string[] => fields.filter((problem) => problem.field === field).map(({ reason }) => reason);
  const save = async (): Promise<void> => {
    setState(SENDING);
    const outcome = await change("PUT", planPath(account.account), { tier: tier.trim() === "" ? null : tier.trim(), priceUsdPerMonth: price.trim() === "" ? null : price.trim(), mode, users: users.split(",").map((user) => user.trim()).filter((user) => user !== ""), version: account.version }, nothing);
    setState(outcome);
    if (outcome.state === "done") done();
  };
  return (
    <Dialog title={`Plan of ${account.account}`} close={close}>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); if (state.state !== "sending") void save(); }}>
        <Field name="tier" label="Tier" hint="the vendor's name for it, for example Max 20x" problems={about("tier")}>
          {(tie) => <input {...tie} data-first maxLength={100} value={tier} onInput={(event) => setTier(event.currentTarget.value)} />}
        </Field>
        <Field name="priceUsdPerMonth" label="Price, $ a month" problems={about("priceUsdPerMonth")}>
          {(tie) => <input {...tie} inputMode="decimal" class="short-input" value={price} onInput={(event) => setPrice(event.currentTarget.value)} />}
        </Field>
        <Field name="mode" label="How it pays" hint="Subscription windows and API cost are never mixed." problems={about("mode")}>
          {(tie) => <select {...tie} value={mode} onChange={(event) => setMode(PLAN_MODES.find((candidate) => candidate === event.currentTarget.value) ?? mode)}>{PLAN_MODES.map((candidate) => <option key={candidate} value={candidate}>{MODE_WORDS[candidate]}</option>)}</select>}
        </Field>
        <Field name="users" label="Users" hint="who works with this account, separated by commas; who reports to it is among them anyway" problems={about("users")}>
          {(tie) => <input {...tie} value={users} onInput={(event) => setUsers(event.currentTarget.value)} />}
        </Field>
        <AdminOnly what="Changing a plan">
          <div class="dialog-foot">
            <button type="button" class="button" onClick={close}>Cancel</button>
            <button type="submit" class="button button-main" disabled={state.state === "sending"}>{state.state === "sending" ? "Saving…" : "Save"}</button>
          </div>
        </AdminOnly>
        {state.state === "conflict" || (state.state === "refused" && ["tier", "priceUsdPerMonth", "mode", "users"].every((field) => about(field).length === 0)) ? <p class="problem" role="alert">{state.reason}{state.state === "conflict" ? " Close this to see what is stored now." : ""}</p> : null}
      </form>
    </Dialog>
  );
}

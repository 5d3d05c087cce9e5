import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { parseOverride, type Budget, type Override } from "../data/budgets";
import { clock, dayAndClock } from "../shape/format";
import { partNoun, partsByNeed } from "../shape/budgets";
import { change, READY, SENDING, type Changing } from "../store/change";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import { overridesPath } from "../store/paths";
import { AdminOnly } from "./admin";
import { Dialog } from "./dialog";
import { Problems } from "./field";

const CHOICES = [
  { minutes: 15, words: "15 minutes" },
  { minutes: 60, words: "1 hour" },
  { minutes: 240, words: "4 hours" },
  { minutes: 1440, words: "1 day" },
] as const;

/** Lets agents go on for a while although the budget is used up; who, why and until when are kept. */
export function OverrideDialog({ budget, part, close, done }: {
  readonly budget: Budget; readonly part: string | null; readonly close: () => void; readonly done: () => void;
}): JSX.Element {
  const [reason, setReason] = useState("");
  const [duration, setDuration] = useState<string>("60");
  const [ownMinutes, setOwnMinutes] = useState("90");
  const [wanted, setWanted] = useState(part ?? "");
  const [state, setState] = useState<Changing<Override>>(READY);
  const parts = partsByNeed(budget.state?.parts ?? []);
  const typed = duration === "own" ? ownMinutes.trim() : duration;
  const minutes = typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : null;
  const until = minutes === null ? null : now.value + minutes * 60_000;
  const send = async (): Promise<void> => {
    setState(SENDING);
    const outcome = await change("POST", overridesPath(budget.id), { reason: reason.trim(), minutes: minutes ?? typed, ...(wanted === "" ? {} : { part: wanted }) }, parseOverride);
    setState(outcome);
    if (outcome.state === "done") done();
  };
  const problems = state.state === "refused" ? state.fields : [];
  const about = (field: string): readonly string[] => problems.filter((problem) => problem.field === field).map((problem) => problem.reason);
  const elsewhere = problems.filter(({ field }) => !["reason", "minutes", "until", "part"].includes(field));
  return (
    <Dialog title={`Let agents go on: ${budget.name}`} close={close}>
      <p class="quiet">The budget warns instead of holding back until then. It lifts by itself, and the change is on record with your name.</p>
      <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); if (state.state !== "sending") void send(); }}>
        <label class="field">Reason
          <input data-first required maxLength={200} placeholder="for example: release tonight" value={reason} aria-invalid={about("reason").length > 0} onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <Problems of={about("reason")} />
        <fieldset class="field">
          <legend>For how long</legend>
          <div class="choices">
            {CHOICES.map((choice) => (
              <label key={choice.minutes} class="choice"><input type="radio" name="duration" checked={duration === String(choice.minutes)} onChange={() => setDuration(String(choice.minutes))} />{choice.words}</label>
            ))}
            <label class="choice"><input type="radio" name="duration" checked={duration === "own"} onChange={() => setDuration("own")} />other</label>
            {duration === "own" ? <label class="choice"><input class="short-input" inputMode="numeric" aria-label="Minutes" value={ownMinutes} onInput={(event) => setOwnMinutes(event.currentTarget.value)} />minutes</label> : null}
          </div>
        </fieldset>
        <Problems of={[...about("minutes"), ...about("until")]} />
        {budget.per === null && budget.window !== "session" ? null : (
          <label class="field">For
            <select value={wanted} onChange={(event) => setWanted(event.currentTarget.value)}>
              <option value="">every {partNoun(budget)}</option>
              {parts.map(({ part: name }) => <option key={name} value={name}>{name}</option>)}
            </select>
          </label>
        )}
        <Problems of={about("part")} />
        <AdminOnly what="Overriding a budget">
          <div class="dialog-foot">
            <span class="quiet">{until === null ? "" : `until ${minutes !== null && minutes < 1200 ? clock(until, zone.value) : dayAndClock(until, zone.value)}`}</span>
            <button type="button" class="button" onClick={close}>Cancel</button>
            <button type="submit" class="button button-main" disabled={reason.trim() === "" || state.state === "sending"}>{state.state === "sending" ? "Sending…" : "Let them go on"}</button>
          </div>
        </AdminOnly>
        {state.state === "conflict" || (state.state === "refused" && (problems.length === 0 || elsewhere.length > 0)) ? (
          <p class="problem" role="alert">{state.reason} {elsewhere.map(({ field, reason: why }) => `${field}: ${why}`).join(" ")}</p>
        ) : null}
      </form>
    </Dialog>
  );
}

import type { ComponentChildren, JSX } from "preact";
import { Icon } from "../part/icons";
import { Connect } from "../part/connect";
import { dayAndClock } from "../shape/format";
import { goTo } from "../store/address";
import { firstRun, live, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";

/** Nothing was ever recorded: three steps that tick themselves off. */
export function FirstRunPage(): JSX.Element {
  const firstEventAt = valueOf(live.value)?.firstEventAt ?? null;
  const seen = firstEventAt !== null;
  const leave = (): void => {
    firstRun.value = false;
    goTo("overview", { range: { kind: "today" }, filters: {} });
  };
  return (
    <section class="card first-run">
      <header>
        <h1>{seen ? "It works." : "Three steps to the first number"}</h1>
        <p class="quiet">{seen ? "Every model request is now counted once, priced and shown here." : "This page watches along; the marks turn green by themselves."}</p>
      </header>
      <ol class="steps">
        <Step done title="The service is up">It answers on <code>{location.origin}</code>.</Step>
        <Step done={seen} title={seen ? "The settings are pasted" : "Paste the settings"}>{seen ? "They reached this service." : <Connect />}</Step>
        <Step done={seen} title={seen ? "The first event has come" : "Ask Claude Code anything"}>
          {seen ? <>At {dayAndClock(firstEventAt, zone.value)}.</> : <><span class="waiting" aria-hidden="true" /> Waiting for the first event; it shows here within two seconds.</>}
        </Step>
      </ol>
      <p class="first-run-end" role="status">
        {seen ? <button type="button" class="button button-main" onClick={leave}>See your dashboard</button> : null}
      </p>
    </section>
  );
}

function Step({ done, title, children }: { readonly done: boolean; readonly title: string; readonly children: ComponentChildren }): JSX.Element {
  return (
    <li class={`step ${done ? "step-done" : ""}`}>
      <span class="step-mark">{done ? <><Icon name="check" /><span class="unseen">done</span></> : <span class="unseen">not yet</span>}</span>
      <div><h2>{title}</h2><div class="step-text">{children}</div></div>
    </li>
  );
}

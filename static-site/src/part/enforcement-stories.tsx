import type { JSX } from "preact";
import type { Measure } from "../data/budgets";
import { measured } from "../shape/budgets";
import { ENFORCED_WORDS, type Step, type Story } from "../shape/enforcement";
import { clock, dayAndClock } from "../shape/format";
import { linkTo } from "../store/address";
import { zone } from "../store/live-feed";
import { Icon } from "./icons";
import { Name } from "./text";

/** What budgets did, one line per budget, part and window: warned, paused, overridden by whom. */
export function EnforcementStories({ stories, ofOne = false }: { readonly stories: readonly Story[]; readonly ofOne?: boolean }): JSX.Element {
  return (
    <ol class="stories">
      {stories.map((story) => (
        <li key={story.key} class="story">
          <p class="story-what">
            {ofOne ? null : story.budget === null ? <Name unknown="no budget">{story.name}</Name> : <a href={linkTo("budgets", { id: story.budget })}><Name>{story.name ?? story.budget}</Name></a>}
            {story.part === "" ? null : <> <Name>{story.part}</Name></>} <span class="quiet">{story.window}</span>
          </p>
          <ol class="steps-taken">
            {story.steps.map((step, index) => (
              <li key={index}>{index === 0 ? null : <span class="step-arrow"><Icon name="right" /></span>}<StepTaken step={step} measure={story.measure} /></li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function StepTaken({ step, measure }: { readonly step: Step; readonly measure: Measure }): JSX.Element {
  const { word, shape, level } = ENFORCED_WORDS[step.action];
  const several = step.times > 1;
  return (
    <div class={`taken taken-${level}`} title={step.reason ?? undefined}>
      <p class="taken-what"><span aria-hidden="true">{shape}</span> {word}{step.by === null ? null : <> by <Name>{step.by}</Name></>}</p>
      <p class="quiet">
        {dayAndClock(step.from, zone.value)}{several && clock(step.from, zone.value) !== clock(step.to, zone.value) ? ` to ${clock(step.to, zone.value)}` : ""}
        {several ? `, ${step.times} times` : ""}
        {step.spent === null ? "" : ` at ${measured(step.spent, measure)}`}
      </p>
      {step.by !== null && step.reason !== null ? <p class="quiet taken-reason">“<Name>{step.reason}</Name>”</p> : null}
      {step.sessions.length === 0 ? null : (
        <p class="quiet">{step.sessions.slice(0, 3).map((session, index) => <span key={session}>{index === 0 ? "" : ", "}<a href={linkTo("sessions", { id: session })}><code>{session.slice(0, 8)}</code></a></span>)}{step.sessions.length > 3 ? ` and ${step.sessions.length - 3} more sessions` : ""}</p>
      )}
    </div>
  );
}

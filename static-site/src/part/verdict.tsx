import type { JSX } from "preact";
import type { Budget, BudgetPart, Verdict } from "../data/budgets";
import { bare, exactly, measured, percentUsed, thresholdMarks } from "../shape/budgets";
import { clock, dayAndClock, lasting } from "../shape/format";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";

const WORDS: Readonly<Record<Verdict, { readonly word: string; readonly shape: string; readonly hint: string }>> = {
  allow: { word: "within", shape: "●", hint: "Agents go on." },
  warn: { word: "warns", shape: "▲", hint: "Agents go on, and are told what is left." },
  pause: { word: "paused", shape: "❙❙", hint: "No new prompt is taken until the window turns, the budget changes or somebody overrides it." },
  stop: { word: "stopped", shape: "■", hint: "Running turns end and no new prompt is taken until the window turns, the budget changes or somebody overrides it." },
};

/** What a budget says now: a word, a shape and a colour. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }): JSX.Element {
  const { word, shape, hint } = WORDS[verdict];
  return <span class={`verdict verdict-${verdict}`} title={hint}><span aria-hidden="true">{shape}</span> {word}</span>;
}

/** How much of a limit is used, with a mark at each threshold. Beyond the limit the bar is full and the words say how far. */
export function LimitBar({ budget, part, label }: { readonly budget: Budget; readonly part: BudgetPart; readonly label: string }): JSX.Element {
  const { measure } = budget.amount;
  const shown = Math.min(100, Math.max(0, part.percent));
  return (
    <div class="limit">
      <div
        class={`limit-bar limit-${part.verdict}`} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(shown)}
        aria-valuetext={`${percentUsed(part.percent)} used: ${exactly(part.spent, measure)} of ${exactly(part.limit, measure)}`}
      >
        <span class="limit-fill" style={{ width: `${shown}%` }} />
        {thresholdMarks(budget.thresholds, { measure, value: part.limit }, 99.5).map(({ percent, action }, index) => (
          <i key={index} class="limit-mark" title={`${action} at ${percentUsed(percent)}`} style={{ left: `${percent}%` }} />
        ))}
      </div>
      <p class="limit-words">
        <b class="number" title={exactly(part.spent, measure)}>{bare(part.spent, measure)}</b> <span class="quiet">of {measured(part.limit, measure)}</span>
        <span class="grow" /><span class="number">{percentUsed(part.percent)}</span>
      </p>
    </div>
  );
}

export function OverrideMark({ part }: { readonly part: BudgetPart }): JSX.Element | null {
  const { override } = part;
  return override === null ? null : (
    <span class="mark mark-ok" title={`${override.reason} (since ${dayAndClock(override.at, zone.value)})`}>overridden by <bdi class="name">{override.by}</bdi> until {untilWords(override.until)}</span>
  );
}

/** The clock alone for today, the day as well for later. */
export function untilWords(instant: number): string {
  return instant - now.value < 20 * 3_600_000 ? clock(instant, zone.value) : dayAndClock(instant, zone.value);
}

export function ResetsIn({ at }: { readonly at: number | null }): JSX.Element {
  if (at === null) return <span class="quiet">does not reset</span>;
  return <span title={dayAndClock(at, zone.value)}>{at <= now.value ? "resets now" : `resets in ${lasting(at - now.value)}`}</span>;
}

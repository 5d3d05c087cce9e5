import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { parsePreview, type Measure, type Preview } from "../data/budgets";
import { bodyOf, type Draft } from "../shape/budget-form";
import { measured } from "../shape/budgets";
import { layoutPreview, type PreviewBar } from "../shape/preview";
import { useWidth } from "../chart/use-width";
import { change, READY, SENDING, type Changing } from "../store/change";
import { useMayChange } from "../store/who";
import { Card, Name } from "./text";
import { Skeleton } from "./faces";

/** Typing pauses this long before the service is asked. */
const PAUSE = 400;

/** What the budget would have done last month, as it is typed. */
export function BudgetPreview({ draft }: { readonly draft: Draft }): JSX.Element {
  const [state, setState] = useState<Changing<Preview>>(READY);
  const [shown, setShown] = useState<{ readonly preview: Preview; readonly measure: Measure } | null>(null);
  // A preview has no name yet when the typing begins with the amount.
  const body = bodyOf(draft.name.trim() === "" ? { ...draft, name: "preview" } : draft, null);
  const key = JSON.stringify(body);
  const may = useMayChange();
  useEffect(() => {
    if (may !== true) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      setState(SENDING);
      void change("POST", "/v1/budgets/preview", body, parsePreview, abort.signal).then((outcome) => {
        if (abort.signal.aborted) return;
        setState(outcome);
        if (outcome.state === "done") setShown({ preview: outcome.value, measure: draft.measure });
      });
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [key, may]);
  const wrong = state.state === "refused";
  return (
    <Card title="What it would have done" class="preview" aside={<span class="quiet" role="status">{state.state === "sending" ? "asking…" : "the last 31 days"}</span>}>
      {wrong ? (
        <p class="note">{state.fields.length === 0 ? state.reason : `The preview waits: ${state.fields.map(({ field, reason }) => `${field}: ${reason}`).join(" ")}`}</p>
      ) : null}
      {may === false ? <p class="note">The preview reads a month of usage, which needs a token with the admin scope, like making the budget.</p> : null}
      {shown === null ? (wrong || may === false ? null : <Skeleton rows={6} />) : <div class={wrong ? "preview-old" : ""}><Ready preview={shown.preview} measure={shown.measure} /></div>}
    </Card>
  );
}

function Ready({ preview, measure }: { readonly preview: Preview; readonly measure: Measure }): JSX.Element {
  const [frame, width] = useWidth<HTMLDivElement>();
  const layout = layoutPreview(preview.windows, { width, height: 168 });
  return (
    <>
      <p class="preview-words">
        It would have warned <b class="number">{times(preview.wouldHaveWarned)}</b> and held agents back <b class="number">{times(preview.wouldHaveBlocked)}</b>.
      </p>
      <div class="chart" ref={frame}>
        {width === 0 || layout.bars.length === 0 ? null : (
          <svg width={width} height={168} role="img" aria-label={`Use of each window against the limit: ${layout.bars.map((bar) => barWords(bar, measure)).join("; ")}`}>
            {layout.bars.map((bar) => (
              <g key={bar.key} class={`preview-bar preview-${bar.worst ?? "none"}`}>
                <title>{barWords(bar, measure)}</title>
                <rect class="preview-hit" x={bar.strip.x} y={layout.plot.top} width={bar.strip.width} height={layout.plot.bottom - layout.plot.top} />
                <rect class="preview-fill" x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
              </g>
            ))}
            <line class="axis" x1={layout.plot.left} x2={layout.plot.right} y1={layout.plot.bottom + 0.5} y2={layout.plot.bottom + 0.5} />
            {layout.limit === null ? null : (
              <>
                <line class="preview-limit" x1={layout.plot.left} x2={layout.plot.right} y1={layout.limit.y} y2={layout.limit.y} />
                <text class="tick" x={layout.plot.right} y={10} text-anchor="end">limit {measured(layout.limit.value, measure)}</text>
              </>
            )}
            {layout.labels.map(({ x, text, anchor }) => <text key={text} class="tick" x={x} y={162} text-anchor={anchor}>{text}</text>)}
          </svg>
        )}
      </div>
      {layout.bars.length === 0 ? <p class="quiet">Nothing matching was used in these days.</p> : (
        <ul class="preview-list">
          {layout.crossed.slice(0, 6).map((bar) => (
            <li key={bar.key}>
              <span class="number">{bar.words}</span>{bar.part === "" ? null : <> <Name>{bar.part}</Name></>}: {measured(bar.spent, measure)}
              {" "}<span class="quiet">{bar.crossings}{bar.others > 0 ? `, and ${bar.others} more` : ""}</span>
            </li>
          ))}
          {layout.crossed.length > 6 ? <li class="quiet">and {layout.crossed.length - 6} more windows</li> : null}
        </ul>
      )}
    </>
  );
}

function times(count: number): string {
  return count === 0 ? "never" : count === 1 ? "once" : `${count} times`;
}

function barWords(bar: PreviewBar, measure: Measure): string {
  return `${bar.words}${bar.part === "" ? "" : ` ${bar.part}`}: ${measured(bar.spent, measure)}${bar.crossings === "" ? "" : `, ${bar.crossings}`}`;
}

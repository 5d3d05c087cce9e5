import type { ComponentChildren, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Budget, BudgetPart, BudgetWindow, Measure } from "../data/budgets";
import { ACTION_WORDS } from "../shape/budgets";
import { layoutBurnDown, pointAt, type BurnDown } from "../shape/burn-down";
import { axisMoney, clock, dayAndClock, dayOfMonth, short } from "../shape/format";
import { useWidth } from "./use-width";

interface Props {
  readonly budget: Pick<Budget, "thresholds" | "amount">;
  readonly window: BudgetWindow;
  readonly part: BudgetPart;
  readonly now: number;
}

function Shapes({ layout }: { readonly layout: BurnDown }): JSX.Element {
  const inside = useId().replaceAll(":", "");
  const { plot } = layout;
  return (
    <g clip-path={`url(#${inside})`}>
      <clipPath id={inside}><rect x={plot.left} y={plot.top - 3} width={plot.right - plot.left + 3} height={plot.bottom - plot.top + 6} /></clipPath>
      {layout.cone === null ? null : <path class="cone" d={layout.cone} />}
      <path class="burn-area" d={layout.area} />
      {layout.middle === null ? null : <path class="cone-middle" d={layout.middle} />}
      <path class="burn-line" d={layout.line} />
      {layout.now === null ? null : <circle class="burn-now" cx={layout.now.x} cy={layout.now.y} r="2.5" />}
    </g>
  );
}

/** A burn-down without axes for a list; the words beside it carry the numbers. */
export function SmallBurnDown({ budget, window, part, now, label, width = 168, height = 52 }: Props & { readonly label: string; readonly width?: number; readonly height?: number }): JSX.Element {
  const layout = layoutBurnDown(budget, window, part, now, { width, height }, true);
  return (
    <svg class="burn-small" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      <line class="burn-zero" x1="0" x2={width} y1={layout.zero} y2={layout.zero} />
      <Shapes layout={layout} />
      {layout.crossing === null ? null : <circle class="burn-crossing" cx={layout.crossing.x} cy={layout.crossing.y} r="3" />}
    </svg>
  );
}

/** What is left over the window, and where it is heading. Arrow keys walk the measured points. */
export function BurnDownChart({ budget, window, part, now, zone, height, label, tooltip }: Props & {
  readonly zone: string;
  readonly height: number;
  readonly label: string;
  readonly tooltip: (point: BurnDown["points"][number]) => ComponentChildren;
}): JSX.Element {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const layout = layoutBurnDown(budget, window, part, now, { width, height });
  const { plot, points } = layout;
  const shown = at === null ? undefined : points[at];
  const walk = (event: KeyboardEvent): void => {
    const last = points.length - 1;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: Math.max(0, (at ?? last + 1) - 1), ArrowRight: Math.min(last, (at ?? -1) + 1), Home: 0, End: last };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Escape") setAt(null);
  };
  return (
    <div class="chart" ref={frame}>
      {width === 0 ? null : (
        <svg
          width={width} height={height} tabIndex={0} role="application" aria-label={`${label} Arrow keys walk.`} onKeyDown={walk} onBlur={() => setAt(null)} onPointerLeave={() => setAt(null)}
          onPointerMove={(event) => setAt(pointAt(layout, event.clientX - (frame.current?.getBoundingClientRect().left ?? 0)))}
        >
          {layout.ticks.map(({ value, y }) => (
            <g key={value}>
              <line class={value === 0 ? "burn-zero" : "grid"} x1={plot.left} x2={plot.right} y1={Math.round(y) + 0.5} y2={Math.round(y) + 0.5} />
              <text class="tick" x={plot.left - 8} y={y} dy="0.32em" text-anchor="end">{axisOf(value, budget.amount.measure)}</text>
            </g>
          ))}
          <Shapes layout={layout} />
          {layout.thresholds.map(({ y, action }, index) => (
            <g key={index} class={`burn-threshold threshold-${action}`}>
              <line x1={plot.left} x2={plot.right} y1={y} y2={y} />
              <text class="tick" x={plot.right} y={y - 4} text-anchor="end">{ACTION_WORDS[action]}</text>
            </g>
          ))}
          {layout.crossing === null ? null : (
            <g>
              <circle class="burn-crossing" cx={layout.crossing.x} cy={layout.crossing.y} r="4" />
              <text class="tick burn-when" x={layout.crossing.x} y={layout.crossing.y + 16} text-anchor={layout.crossing.x > (plot.left + plot.right) / 2 ? "end" : "start"}>
                used up {layout.hourly ? clock(layout.crossing.at, zone) : dayAndClock(layout.crossing.at, zone)}
              </text>
            </g>
          )}
          {shown === undefined ? null : <line class="burn-cursor" x1={shown.x} x2={shown.x} y1={plot.top} y2={plot.bottom} />}
          {layout.times.map(({ x, at: instant, anchor }) => (
            <text key={instant} class="tick" x={x} y={height - 6} text-anchor={anchor}>{layout.hourly ? clock(instant, zone) : dayOfMonth(dayIn(zone, instant))}</text>
          ))}
        </svg>
      )}
      {shown === undefined ? null : (
        <div class="tooltip" role="status" style={shown.x > width / 2 ? { right: `${width - shown.x + 8}px`, top: "0px" } : { left: `${shown.x + 12}px`, top: "0px" }}>{tooltip(shown)}</div>
      )}
    </div>
  );
}

function axisOf(value: number, measure: Measure): string {
  const written = measure === "usd" ? axisMoney(Math.abs(value)) : short(Math.abs(value));
  return value < 0 ? `−${written}` : written;
}

function dayIn(zone: string, instant: number): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
}

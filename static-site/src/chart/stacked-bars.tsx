import type { ComponentChildren, CSSProperties, JSX } from "preact";
import { useId, useState } from "preact/hooks";
import { columnAt, layoutBars, type Bar } from "../shape/bars";
import { axisMoney, money } from "../shape/format";
import type { Part, Spend } from "../shape/spend";
import { useWidth } from "./use-width";

export interface StackedBarsProps {
  readonly spend: Spend;
  readonly height: number;
  readonly label: string;
  readonly classOf: (part: Part) => string;
  readonly onPick: (part: Part) => void;
  /** First and last column of a drag, or twice the same for one chosen with the keyboard. */
  readonly onZoom: (first: number, last: number) => void;
  readonly tooltip: (index: number) => ComponentChildren;
}

/** Stacked bars over time. Pointer and arrow keys walk the columns; a click picks a part, a drag picks a stretch. */
export function StackedBars({ spend, height, label, classOf, onPick, onZoom, tooltip }: StackedBarsProps): JSX.Element {
  const [frame, width] = useWidth<HTMLDivElement>();
  const hatch = useId().replaceAll(":", "");
  const [at, setAt] = useState<number | null>(null);
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);
  const layout = layoutBars(spend, { width, height });
  const { plot, bars } = layout;
  const columnUnder = (event: PointerEvent): number | null =>
    columnAt(layout, event.clientX - (frame.current?.getBoundingClientRect().left ?? 0));
  const walk = (event: KeyboardEvent): void => {
    const last = bars.length - 1;
    const from = at ?? last + 1;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: Math.max(0, from - 1), ArrowRight: Math.min(last, (at ?? -1) + 1), Home: 0, End: last };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter" && at !== null) onZoom(at, at);
    else if (event.key === "Escape") setAt(null);
  };
  const move = (event: PointerEvent): void => {
    const under = columnUnder(event);
    setAt(under);
    if (drag !== null && under !== null) setDrag({ ...drag, to: under });
  };
  const release = (): void => {
    if (drag !== null && drag.from !== drag.to) onZoom(Math.min(drag.from, drag.to), Math.max(drag.from, drag.to));
    setDrag(null);
  };
  const shown = at === null ? undefined : bars[at];
  return (
    <div class="chart" ref={frame}>
      {width === 0 ? null : (
        <svg
          width={width} height={height} tabIndex={0} role="application" aria-label={`${label}. Arrow keys walk the columns, Enter zooms in.`}
          onPointerMove={move}
          onPointerLeave={() => { setAt(null); setDrag(null); }}
          onPointerDown={(event) => {
            const under = columnUnder(event);
            if (under !== null) setDrag({ from: under, to: under });
          }}
          onPointerUp={release} onKeyDown={walk} onBlur={() => setAt(null)}
        >
          <defs>
            <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <line class="hatch" x1="0" y1="0" x2="0" y2="6" />
            </pattern>
          </defs>
          {layout.ticks.map(({ value, y }) => (
            <g key={value}>
              <line class={value === 0 ? "axis" : "grid"} x1={plot.left} x2={plot.right} y1={Math.round(y) + 0.5} y2={Math.round(y) + 0.5} />
              <text class="tick" x={plot.left - 8} y={y} dy="0.32em" text-anchor="end">{axisMoney(value)}</text>
            </g>
          ))}
          {drag !== null && drag.from !== drag.to ? <Selection bars={bars} drag={drag} top={plot.top} bottom={plot.bottom} /> : null}
          {shown === undefined ? null : <rect class="column-at" x={shown.strip.x} width={shown.strip.width} y={plot.top} height={plot.bottom - plot.top} />}
          {bars.map((bar) => (
            <g key={bar.column.id} class="bar">
              {bar.segments.map(({ id, part, y, height: tall }) => (
                <rect
                  key={id} class={`segment ${classOf(part)}`} x={bar.x} y={y} width={bar.width} height={tall}
                  onClick={() => { if (drag === null || drag.from === drag.to) onPick(part); }}
                />
              ))}
              {bar.column.partial && bar.segments.length > 0 ? (
                <rect class="partial" fill={`url(#${hatch})`} x={bar.x} y={bar.top} width={bar.width} height={Math.max(0, plot.bottom - bar.top)} />
              ) : null}
            </g>
          ))}
          {layout.labels.map(({ x, text, anchor }) => (
            <text key={text} class="tick" x={x} y={height - 6} text-anchor={anchor}>{text}</text>
          ))}
        </svg>
      )}
      {at === null || shown === undefined ? null : (
        <div class="tooltip" role="status" style={tooltipPlace(shown, width)}>{tooltip(at)}</div>
      )}
      <p class="unseen">{spend.columns.map((column) => `${column.title}: ${money(column.cost)}`).join("; ")}</p>
    </div>
  );
}

function Selection({ bars, drag, top, bottom }: {
  readonly bars: readonly Bar[]; readonly drag: { from: number; to: number }; readonly top: number; readonly bottom: number;
}): JSX.Element | null {
  const first = bars[Math.min(drag.from, drag.to)];
  const last = bars[Math.max(drag.from, drag.to)];
  if (first === undefined || last === undefined) return null;
  return <rect class="selection" x={first.strip.x} width={last.strip.x + last.strip.width - first.strip.x} y={top} height={bottom - top} />;
}

/** Beside the column, on the side with more room. */
function tooltipPlace(bar: Bar, width: number): CSSProperties {
  const middle = bar.strip.x + bar.strip.width / 2;
  return middle > width / 2
    ? { right: `${Math.max(0, width - bar.strip.x + 8)}px`, top: "0px" }
    : { left: `${bar.strip.x + bar.strip.width + 8}px`, top: "0px" };
}

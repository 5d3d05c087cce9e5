import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { RequestRow } from "../data/sessions";
import { axisMoney, clock } from "../shape/format";
import { barAt, layoutTimeline } from "../shape/timeline";
import { useWidth } from "./use-width";

/** One bar per request along time; pointer and arrow keys walk, click or Enter opens the request. */
export function RequestTimeline({ requests, height, zone, classOf, onPick, tooltip }: {
  readonly requests: readonly RequestRow[];
  readonly height: number;
  readonly zone: string;
  readonly classOf: (request: RequestRow) => string;
  readonly onPick: (request: RequestRow) => void;
  readonly tooltip: (request: RequestRow) => ComponentChildren;
}): JSX.Element {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [at, setAt] = useState<number | null>(null);
  const layout = layoutTimeline(requests, { width, height });
  const { plot, bars } = layout;
  const shown = at === null ? undefined : bars[at];
  const walk = (event: KeyboardEvent): void => {
    const last = bars.length - 1;
    const steps: Readonly<Record<string, number>> = { ArrowLeft: Math.max(0, (at ?? last + 1) - 1), ArrowRight: Math.min(last, (at ?? -1) + 1), Home: 0, End: last };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      setAt(next);
    } else if (event.key === "Enter" && shown !== undefined) onPick(shown.request);
    else if (event.key === "Escape") setAt(null);
  };
  return (
    <div class="chart" ref={frame}>
      {width === 0 ? null : (
        <svg
          width={width} height={height} tabIndex={0} role="application"
          aria-label={`Timeline of ${requests.length} requests; height is estimated cost. Arrow keys walk, Enter opens.`}
          onPointerMove={(event) => setAt(barAt(layout, event.clientX - (frame.current?.getBoundingClientRect().left ?? 0)))}
          onPointerLeave={() => setAt(null)} onBlur={() => setAt(null)} onKeyDown={walk}
          onClick={() => { if (shown !== undefined) onPick(shown.request); }}
        >
          {layout.ticks.map(({ value, y }) => (
            <g key={value}>
              <line class={value === 0 ? "axis" : "grid"} x1={plot.left} x2={plot.right} y1={Math.round(y) + 0.5} y2={Math.round(y) + 0.5} />
              <text class="tick" x={plot.left - 8} y={y} dy="0.32em" text-anchor="end">{axisMoney(value)}</text>
            </g>
          ))}
          {layout.gaps.map(({ x, text }, index) => (
            <g key={index} class="gap">
              <title>{`${text} without a request`}</title>
              <line class="gap-line" x1={x} x2={x} y1={plot.top} y2={plot.bottom} />
              <text class="tick" transform={`translate(${x - 4} ${(plot.top + plot.bottom) / 2}) rotate(-90)`} text-anchor="middle">{text}</text>
            </g>
          ))}
          {bars.map((bar, index) => (
            <rect
              key={bar.request.id} class={`request ${classOf(bar.request)} ${index === at ? "request-at" : ""}`}
              x={bar.x} y={bar.y} width={bar.width} height={bar.height}
            />
          ))}
          {layout.times.map(({ x, at: instant, anchor }) => (
            <text key={x} class="tick" x={x} y={height - 6} text-anchor={anchor}>{clock(instant, zone)}</text>
          ))}
        </svg>
      )}
      {shown === undefined ? null : (
        <div class="tooltip" role="status" style={shown.x > width / 2 ? { right: `${width - shown.x + 8}px`, top: "0px" } : { left: `${shown.x + 12}px`, top: "0px" }}>
          {tooltip(shown.request)}
        </div>
      )}
    </div>
  );
}

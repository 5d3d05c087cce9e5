import type { JSX } from "preact";
import { layoutSpark } from "../shape/spark";

/** A trend without axes; the words beside it carry the numbers. */
export function Sparkline({ values, label, width = 96, height = 28 }: {
  readonly values: readonly number[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}): JSX.Element {
  const spark = layoutSpark(values, width, height);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      <path class="sparkline-area" d={spark.area} />
      <path class="sparkline-line" d={spark.line} />
      {spark.last === null ? null : <circle class="sparkline-dot" cx={spark.last.x} cy={spark.last.y} r="2" />}
    </svg>
  );
}

/** One box a minute, oldest first; filled when there was activity. */
export function ActivityStrip({ minutes }: { readonly minutes: readonly number[] }): JSX.Element {
  const active = minutes.filter((minute) => minute !== 0).length;
  return (
    <svg class="activity" viewBox="0 0 178 10" width="178" height="10" role="img" aria-label={`Active in ${active} of the last ${minutes.length} minutes`}>
      {minutes.map((minute, index) => (
        <rect key={index} class={minute === 0 ? "activity-idle" : "activity-busy"} x={index * 12} y="0" width="10" height="10" rx="2" />
      ))}
    </svg>
  );
}

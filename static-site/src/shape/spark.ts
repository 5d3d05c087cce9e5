import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";

export interface Spark {
  readonly line: string;
  readonly area: string;
  readonly last: { readonly x: number; readonly y: number } | null;
}

/** A sparkline from zero up, in its own small coordinate system. */
export function layoutSpark(values: readonly number[], width: number, height: number): Spark {
  const [first] = values;
  if (first === undefined) return { line: "", area: "", last: null };
  const points = values.length === 1 ? [first, first] : [...values];
  const across = scaleLinear().domain([0, points.length - 1]).range([1.5, width - 2.5]);
  const up = scaleLinear().domain([0, Math.max(...points) || 1]).range([height - 1.5, 2.5]);
  const x = (_: number, index: number): number => across(index);
  return {
    line: line<number>().x(x).y((value) => up(value)).curve(curveMonotoneX)(points) ?? "",
    area: area<number>().x(x).y0(height).y1((value) => up(value)).curve(curveMonotoneX)(points) ?? "",
    last: { x: across(points.length - 1), y: up(points.at(-1) ?? 0) },
  };
}

import type { JSX } from "preact";
import { StackedBars } from "../chart/stacked-bars";
import { useChartHeight } from "../chart/use-width";
import type { Cube, Dimension } from "../data/cube";
import { drawn } from "../money";
import { idOf } from "../shape/bars";
import { money, percent, whole } from "../shape/format";
import { customRange, type Period } from "../shape/range";
import { spendOverTime, type Column, type Part } from "../shape/spend";
import { address, own, setFilter, setOwn, setRange } from "../store/address";
import { seriesClass, slotsFor } from "../store/colours";
import { Card, Cost, Name } from "./text";

const SPLITS = ["model", "project", "agent", "user", "lane"] as const satisfies readonly Dimension[];

/** Spend over time, stacked by one dimension; picking a part filters by it. */
export function SpendCard({ cubes, period, moment }: {
  readonly cubes: readonly Cube[]; readonly period: Period; readonly moment: { readonly day: string; readonly hour: number };
}): JSX.Element {
  const height = useChartHeight();
  const by = SPLITS.find((split) => split === own("by")) ?? "model";
  const spend = spendOverTime(cubes, period, address.value.filters, by, moment);
  const slots = slotsFor(by, spend.keys.filter((key) => key !== null));
  const classOf = (part: Part): string => (part.kind === "other" ? "series-other" : seriesClass(slots, part.key));
  const pick = (part: Part): void => {
    if (part.kind === "value" && part.key !== null) setFilter(by, part.key);
  };
  const zoom = (first: number, last: number): void => {
    const [from, to] = [spend.columns[first], spend.columns[last]];
    const range = from === undefined || to === undefined || spend.step === "hour" ? null : customRange(from.id, to.id);
    if (range !== null) setRange(range);
  };
  const partial = spend.columns.some((column) => column.partial && column.requests > 0);
  return (
    <Card
      title={`Spend over time, per ${spend.step}`} class="chart-card"
      aside={
        <div class="segmented" role="group" aria-label="Split by">
          {SPLITS.map((split) => (
            <button key={split} type="button" aria-pressed={split === by} onClick={() => setOwn({ by: split === "model" ? null : split })}>{split}</button>
          ))}
        </div>
      }
    >
      <StackedBars
        spend={spend} height={height} label={`Estimated cost per ${spend.step} by ${by}`} classOf={classOf} onPick={pick} onZoom={zoom}
        tooltip={(index) => <Parts column={spend.columns[index]} classOf={classOf} />}
      />
      <ul class="legend">
        {spend.keys.map((key) => (
          <li key={key ?? ""}>
            {key === null ? <span class="legend-item"><i class={`swatch ${seriesClass(slots, null)}`} />unknown</span> : (
              <button type="button" class="legend-item" title={`Filter by ${by} ${key}`} onClick={() => setFilter(by, key)}>
                <i class={`swatch ${seriesClass(slots, key)}`} /><Name>{key}</Name>
              </button>
            )}
          </li>
        ))}
        {spend.hasOther ? <li><span class="legend-item"><i class="swatch series-other" />other</span></li> : null}
        {partial ? <li class="legend-partial"><span class="legend-item"><i class="swatch swatch-hatch" />not over yet</span></li> : null}
      </ul>
    </Card>
  );
}

/** The table of one column's parts. */
function Parts({ column, classOf }: { readonly column: Column | undefined; readonly classOf: (part: Part) => string }): JSX.Element | null {
  if (column === undefined) return null;
  const all = drawn(column.cost);
  return (
    <table class="parts">
      <caption>{column.title}{column.partial ? ", so far" : ""}</caption>
      <tbody>
        {column.parts.map((part) => (
          <tr key={idOf(part)}>
            <th scope="row"><i class={`swatch ${classOf(part)}`} />{part.kind === "other" ? "other" : <Name>{part.key}</Name>}</th>
            <td>{part.unpriced ? <span class="quiet">unpriced</span> : money(part.cost)}</td>
            <td class="quiet">{all === 0 ? "" : percent((100 * drawn(part.cost)) / all)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr><th scope="row">{whole(column.requests)} requests</th><td><Cost>{column.cost}</Cost></td><td /></tr>
      </tfoot>
    </table>
  );
}

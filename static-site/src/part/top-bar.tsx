import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { DIMENSIONS, type Dimension } from "../data/cube";
import { filterEntries, valuesOf } from "../shape/cells";
import { clock, ago } from "../shape/format";
import { customRange, PRESETS, writeRange, type Period } from "../shape/range";
import { address, days, period, setFilter, setRange } from "../store/address";
import { now } from "../store/clock";
import { cubesOf, refreshAll } from "../store/cubes";
import { answeredAt, live, poll, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { nextTheme, theme } from "../store/theme";
import { paletteOpen } from "./command-palette";
import { Icon } from "./icons";
import { Popover } from "./popover";

const FILTERABLE = DIMENSIONS.filter((dimension) => dimension !== "team" && dimension !== "task");

/** What can be narrowed on a page: days and filters, filters only, or nothing. */
export type Narrowing = "range" | "filters" | "none";

export function TopBar({ onMenu, narrowing }: { readonly onMenu: () => void; readonly narrowing: Narrowing }): JSX.Element {
  return (
    <header class="top-bar">
      <button type="button" class="button button-plain menu-button" aria-label="Open the menu" onClick={onMenu}><Icon name="menu" /></button>
      {narrowing === "range" ? <RangePicker /> : null}
      {narrowing === "none" ? null : <Chips />}
      <span class="grow" />
      <button type="button" class="button button-plain" title="Jump to… (⌘K or Ctrl+K)" aria-label="Jump to" onClick={() => (paletteOpen.value = true)}><Icon name="search" /></button>
      <Freshness />
      <ThemeButton />
    </header>
  );
}

function RangePicker(): JSX.Element {
  const { range } = address.value;
  const current = writeRange(range);
  return (
    <div class="range" role="group" aria-label="Range">
      {PRESETS.map((preset) => {
        const chosen = writeRange(preset.range) === current;
        return (
          <button key={preset.label} type="button" class="range-choice" title={preset.label} aria-pressed={chosen} onClick={() => setRange(preset.range)}>
            {preset.short}
          </button>
        );
      })}
      <Popover label={range.kind === "custom" ? `${range.start} to ${range.end}` : "Custom"} title="Choose two days" class={`range-choice ${range.kind === "custom" ? "chosen" : ""}`}>
        {(close) => <CustomRange initial={period.value} close={close} />}
      </Popover>
    </div>
  );
}

function CustomRange({ initial, close }: { readonly initial: Period | null; readonly close: () => void }): JSX.Element {
  const [start, setStart] = useState(initial?.start ?? "");
  const [end, setEnd] = useState(initial?.end ?? "");
  const range = customRange(start, end);
  const apply = (event: Event): void => {
    event.preventDefault();
    if (range === null) return;
    setRange(range);
    close();
  };
  return (
    <form class="popover-form" onSubmit={apply}>
      <label>First day<input type="date" value={start} required onInput={(event) => setStart(event.currentTarget.value)} /></label>
      <label>Last day<input type="date" value={end} required onInput={(event) => setEnd(event.currentTarget.value)} /></label>
      {range === null && start !== "" && end !== "" ? <p class="problem" role="alert">The first day comes before the last, at most 400 days apart.</p> : null}
      <button type="submit" class="button button-main" disabled={range === null}>Show these days</button>
    </form>
  );
}

function Chips(): JSX.Element {
  const { filters } = address.value;
  return (
    <div class="chips" role="group" aria-label="Filters">
      {filterEntries(filters).map(([dimension, value]) => (
        <button key={dimension} type="button" class="chip" onClick={() => setFilter(dimension, null)} aria-label={`Remove the filter ${dimension} ${value}`}>
          <span class="chip-dimension">{dimension}</span> <bdi class="name">{value}</bdi> <Icon name="close" />
        </button>
      ))}
      <Popover label={<><Icon name="filter" /> Filter</>} title="Filter" class="button button-small">
        {() => <FilterForm />}
      </Popover>
    </div>
  );
}

function FilterForm(): JSX.Element {
  const cubes = valueOf(cubesOf(days.value)) ?? [];
  return (
    <div class="popover-form">
      {FILTERABLE.map((dimension) => <FilterSelect key={dimension} dimension={dimension} values={valuesOf(cubes, dimension)} />)}
    </div>
  );
}

function FilterSelect({ dimension, values }: { readonly dimension: Dimension; readonly values: readonly string[] }): JSX.Element {
  const chosen = address.value.filters[dimension] ?? "";
  const offered = chosen === "" || values.includes(chosen) ? values : [chosen, ...values];
  return (
    <label>
      {dimension}
      <select value={chosen} disabled={offered.length === 0} onChange={(event) => setFilter(dimension, event.currentTarget.value === "" ? null : event.currentTarget.value)}>
        <option value="">{offered.length === 0 ? "nothing in these days" : "any"}</option>
        {offered.map((value) => <option key={value} value={value}>{value}</option>)}
      </select>
    </label>
  );
}

/** `live`, `12 s ago` or `stale since 14:02`; a click asks for everything again. */
function Freshness(): JSX.Element {
  const { word, kind, title } = freshness();
  const refresh = (): void => {
    void poll();
    refreshAll(days.value);
  };
  return (
    <button type="button" class={`pill pill-${kind}`} title={title} onClick={refresh} aria-label={`Data is ${word}. Refresh.`}>
      <span class="pill-dot" aria-hidden="true" /><span class="pill-word">{word}</span>
    </button>
  );
}

function freshness(): { readonly word: string; readonly kind: "ok" | "warn" | "stop" | "quiet"; readonly title: string } {
  const answered = answeredAt.value;
  const loaded = live.value;
  const title = "The page asks every 2 seconds while it is seen. Click to refresh.";
  if (loaded.state === "failed") return { word: "no connection", kind: "stop", title: loaded.reason };
  if (answered === null) return { word: "connecting", kind: "quiet", title };
  if (loaded.state === "stale") return { word: `stale since ${clock(answered, zone.value)}`, kind: "warn", title: loaded.reason };
  const old = now.value - answered;
  return old < 6000 ? { word: "live", kind: "ok", title } : { word: ago(old), kind: "quiet", title };
}

function ThemeButton(): JSX.Element {
  const icon = { system: "system", light: "sun", dark: "moon" } as const;
  return (
    <button type="button" class="button button-plain" onClick={nextTheme} title={`Theme: ${theme.value}`} aria-label={`Theme: ${theme.value}. Change.`}>
      <Icon name={icon[theme.value]} />
    </button>
  );
}

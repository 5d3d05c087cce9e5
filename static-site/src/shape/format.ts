import { compareDollars, roundDollars, type Dollars } from "../money";

/** How numbers, money and times are written. One place, so that every page says the same thing the same way. */
const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function grouped(dollars: Dollars, places: number): string {
  const rounded = roundDollars(dollars, places);
  const negative = rounded.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? rounded.slice(1) : rounded).split(".");
  const sign = negative ? "−" : "";
  return `${sign}${WHOLE.format(BigInt(whole))}${places === 0 ? "" : `.${fraction.padEnd(places, "0")}`}`;
}

/** `1,284.07`; something that is not zero never reads as zero. */
export function amount(dollars: Dollars): string {
  const tiny = compareDollars(dollars, "0") > 0 && compareDollars(dollars, "0.005") < 0;
  return tiny ? "<0.01" : grouped(dollars, 2);
}

/** `$1,284.07` */
export function money(dollars: Dollars): string {
  const written = amount(dollars);
  if (written.startsWith("<")) return "<$0.01";
  return written.startsWith("−") ? `−$${written.slice(1)}` : `$${written}`;
}

/** One request costs cents or less, so it is shown to a hundredth of a cent: `0.0496`. */
export function fineAmount(dollars: Dollars): string {
  const tiny = compareDollars(dollars, "0") > 0 && compareDollars(dollars, "0.00005") < 0;
  return tiny ? "<0.0001" : grouped(dollars, 4);
}

export function fineMoney(dollars: Dollars): string {
  const written = fineAmount(dollars);
  return written.startsWith("<") ? "<$0.0001" : `$${written}`;
}

/** Every digit that is known, for titles and copies. */
export function exactMoney(dollars: Dollars): string {
  const places = Math.max(2, (roundDollars(dollars, 12).split(".")[1] ?? "").length);
  return `$${grouped(dollars, places)}`;
}

/** `$0`, `$0.25`, `$40`, `$1.2K`: for axes only. */
export function axisMoney(value: number): string {
  if (value === 0) return "$0";
  if (value >= 1000) return `$${shortened(value)}`;
  if (value >= 10) return `$${WHOLE.format(value)}`;
  const places = value >= 1 ? 2 : value >= 0.01 ? 2 : 4;
  return `$${value.toFixed(places).replace(/\.00$/, "")}`;
}

export function whole(value: number): string {
  return WHOLE.format(value);
}

function shortened(value: number): string {
  const steps: readonly (readonly [number, string])[] = [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]];
  for (const [size, unit] of steps) {
    // 999,500 would round to 1000K, so it already counts as a million.
    if (Math.abs(value) >= size * 0.9995) {
      const scaled = value / size;
      const places = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
      return `${scaled.toFixed(places).replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")}${unit}`;
    }
  }
  return WHOLE.format(value);
}

/** `950`, `45.2K`, `1.3M`, `1.92B` */
export function short(value: number): string {
  return Math.abs(value) < 10_000 ? WHOLE.format(value) : shortened(value);
}

export function percent(value: number): string {
  const rounded = Math.abs(value) >= 10 || value === 0 ? value.toFixed(0) : value.toFixed(1);
  return `${rounded.replace(/\.0$/, "")}%`;
}

/** `3h 12m`, `48m` */
export function minutes(total: number): string {
  const hours = Math.floor(total / 60);
  const rest = Math.round(total % 60);
  if (hours === 0) return `${rest}m`;
  return hours >= 1000 ? `${WHOLE.format(hours)}h` : `${hours}h ${String(rest).padStart(2, "0")}m`;
}

/** `850 ms`, `4.2 s`, `1m 05s` */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const wholeSeconds = Math.round(seconds);
  return `${Math.floor(wholeSeconds / 60)}m ${String(wholeSeconds % 60).padStart(2, "0")}s`;
}

/** `now`, `12 s`, `4 min`, `3 h`, `2 d` */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 1) return "now";
  if (seconds < 60) return `${seconds} s`;
  const wholeMinutes = Math.floor(seconds / 60);
  if (wholeMinutes < 60) return `${wholeMinutes} min`;
  const hours = Math.floor(wholeMinutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} d`;
}

export function ago(milliseconds: number): string {
  const written = age(milliseconds);
  return written === "now" ? "just now" : `${written} ago`;
}

export function bytes(size: number): string {
  if (size < 1000) return `${size} B`;
  return size < 1_000_000 ? `${(size / 1000).toFixed(1)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function timeFormat(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", ...options });
  formats.set(key, known);
  return known;
}

/** `14:02` */
export function clock(instant: number, zone: string): string {
  return timeFormat(zone, { hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** `14:02:31` */
export function clockSeconds(instant: number, zone: string): string {
  return timeFormat(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(instant);
}

/** `22 Nov 14:02` */
export function dayAndClock(instant: number, zone: string): string {
  return timeFormat(zone, { day: "2-digit", month: "short", hour: "2-digit", minute: "2-digit" }).format(instant).replace(",", "");
}

/** `Sun 22 Nov` */
export function weekday(day: string): string {
  return timeFormat("UTC", { weekday: "short", day: "numeric", month: "short" }).format(Date.parse(day)).replace(",", "");
}

/** `22 Nov` */
export function dayOfMonth(day: string): string {
  return timeFormat("UTC", { day: "numeric", month: "short" }).format(Date.parse(day));
}

/** `2h 15m`, `48m`, `3d 4h`: how long something still takes. */
export function lasting(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / 60_000));
  if (total < 1) return "less than a minute";
  const hours = Math.floor(total / 60);
  return hours < 48 ? minutes(total) : `${Math.floor(hours / 24)}d ${hours % 24}h`;
}

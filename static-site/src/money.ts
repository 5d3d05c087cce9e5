/**
 * US dollars, exact, as the decimal text the API sends. Sums are made on whole numbers (bigint), never on floats;
 * a float appears only where a length on the screen is drawn.
 */
export type Dollars = string;

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

export function isDollars(text: string): boolean {
  return DECIMAL.test(text);
}

function scaled(dollars: Dollars): Scaled {
  const match = DECIMAL.exec(dollars);
  if (match === null) throw new RangeError(`not an amount: ${dollars}`);
  const [, sign = "", whole = "0", fraction = "", exponent = "0"] = match;
  const digits = BigInt(sign + whole + fraction);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units: digits, scale } : { units: digits * 10n ** BigInt(-scale), scale: 0 };
}

function unitsAt(amount: Scaled, scale: number): bigint {
  return amount.units * 10n ** BigInt(scale - amount.scale);
}

function text({ units, scale }: Scaled): Dollars {
  const sign = units < 0n ? "-" : "";
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, "");
  const magnitude = fraction === "" ? whole : `${whole}.${fraction}`;
  return magnitude === "0" ? "0" : sign + magnitude;
}

/** Adds up many amounts without rounding. */
export class DollarSum {
  #units = 0n;
  #scale = 0;

  add(dollars: Dollars): this {
    const amount = scaled(dollars);
    const scale = Math.max(this.#scale, amount.scale);
    this.#units = unitsAt({ units: this.#units, scale: this.#scale }, scale) + unitsAt(amount, scale);
    this.#scale = scale;
    return this;
  }

  total(): Dollars {
    return text({ units: this.#units, scale: this.#scale });
  }
}

export function sumDollars(amounts: Iterable<Dollars>): Dollars {
  const sum = new DollarSum();
  for (const amount of amounts) sum.add(amount);
  return sum.total();
}

export function subtractDollars(left: Dollars, right: Dollars): Dollars {
  const [a, b] = [scaled(left), scaled(right)];
  const scale = Math.max(a.scale, b.scale);
  return text({ units: unitsAt(a, scale) - unitsAt(b, scale), scale });
}

/** Negative when left is less, zero when equal, positive when more. */
export function compareDollars(left: Dollars, right: Dollars): number {
  const difference = scaled(subtractDollars(left, right)).units;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function isZero(dollars: Dollars): boolean {
  return scaled(dollars).units === 0n;
}

/** Half away from zero, the way a person rounds. */
export function roundDollars(dollars: Dollars, places: number): Dollars {
  const amount = scaled(dollars);
  if (amount.scale <= places) return text(amount);
  const divisor = 10n ** BigInt(amount.scale - places);
  const half = divisor / 2n;
  const units = amount.units < 0n ? -((-amount.units + half) / divisor) : (amount.units + half) / divisor;
  return text({ units, scale: places });
}

/** An average for the eye: rounded to nine places. */
export function divideDollars(dollars: Dollars, by: number): Dollars {
  const { units, scale } = scaled(dollars);
  const padded = units * 10n ** BigInt(Math.max(0, 9 - scale));
  return roundDollars(text({ units: padded / BigInt(by), scale: Math.max(9, scale) }), 9);
}

/** For lengths, heights and shares on the screen only. */
export function drawn(dollars: Dollars): number {
  return Number(dollars);
}

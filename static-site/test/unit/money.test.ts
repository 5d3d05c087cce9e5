import { describe, expect, test } from "vitest";
import { compareDollars, divideDollars, isDollars, isZero, roundDollars, subtractDollars, sumDollars } from "../../src/money";

describe("money", () => {
  test("adds up without rounding", () => {
    expect(sumDollars(["0.1", "0.2"])).toBe("0.3");
    expect(sumDollars(Array.from({ length: 1000 }, () => "0.001"))).toBe("1");
    expect(sumDollars(["9007199254740993", "0.000000000000000001"])).toBe("9007199254740993.000000000000000001");
    expect(sumDollars([])).toBe("0");
  });

  test("any order of the same amounts is the same sum", () => {
    const amounts = ["0.049564", "1.067532", "12", "0.000001", "3.5"];
    expect(sumDollars(amounts.toReversed())).toBe(sumDollars(amounts));
  });

  test("reads exponents, which decimal libraries write for small amounts", () => {
    expect(sumDollars(["1E-7", "1e2"])).toBe("100.0000001");
  });

  test("refuses what is no amount", () => {
    for (const text of ["", "1.", ".5", "1,000", "0x10", "NaN", "Infinity", " 1", "1e9999"]) expect(isDollars(text)).toBe(false);
    expect(() => sumDollars(["abc"])).toThrow(RangeError);
  });

  test("subtracts below zero and compares across scales", () => {
    expect(subtractDollars("0.5", "1.25")).toBe("-0.75");
    expect(compareDollars("1.0", "1.00")).toBe(0);
    expect(compareDollars("0.999999", "1")).toBe(-1);
    expect(compareDollars("5.000001", "5")).toBe(1);
    expect(isZero("0.000")).toBe(true);
  });

  test("rounds half away from zero", () => {
    expect(roundDollars("0.005", 2)).toBe("0.01");
    expect(roundDollars("0.00499", 2)).toBe("0");
    expect(roundDollars("-0.005", 2)).toBe("-0.01");
    expect(roundDollars("2.5", 0)).toBe("3");
  });

  test("an average is rounded to nine places", () => {
    expect(divideDollars("1", 3)).toBe("0.333333333");
    expect(divideDollars("0.000000000001", 1)).toBe("0");
  });
});

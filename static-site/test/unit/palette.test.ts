import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

/** Reads the colours that are really used, in both themes, and measures them as WCAG does. */
const css = readFileSync(new URL("../../src/style/tokens.css", import.meta.url), "utf8");

function colour(name: string, theme: "light" | "dark"): string {
  const match = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(css);
  const chosen = match?.[theme === "light" ? 1 : 2];
  if (chosen === undefined) throw new Error(`no colour ${name}`);
  return chosen;
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (lighter + 0.05) / (darker + 0.05);
}

const SERIES = [...Array.from({ length: 8 }, (_, slot) => `series-${slot}`), "series-other"];
const TEXT = ["ink", "quiet", "accent", "ok", "warn", "stop"];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(TEXT.flatMap((name) => ["card", "page"].map((surface) => [name, surface] as const)))("%s on %s is readable", (name, surface) => {
    expect(contrast(colour(name, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([["accent", "accent-soft"], ["ok", "ok-soft"], ["warn", "warn-soft"], ["stop", "stop-soft"], ["quiet", "sunk"], ["on-accent", "accent"]])("%s on %s is readable", (name, surface) => {
    expect(contrast(colour(name, theme), colour(surface, theme))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SERIES)("%s is seen on a card", (name) => {
    expect(contrast(colour(name, theme), colour("card", theme))).toBeGreaterThanOrEqual(3);
  });
});

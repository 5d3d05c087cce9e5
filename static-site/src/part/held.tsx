import type { JSX } from "preact";
import type { Enforcement } from "../data/enforcement";
import { ENFORCED_WORDS } from "../shape/enforcement";
import { clock } from "../shape/format";
import { linkTo } from "../store/address";
import { zone } from "../store/live-feed";
import { Name } from "./text";

/** A session that a budget holds back: by which, since when, and the way to let it go on. */
export function HeldMark({ held }: { readonly held: Enforcement }): JSX.Element {
  const { word, shape } = ENFORCED_WORDS[held.action];
  return (
    <p class="held">
      <span aria-hidden="true">{shape}</span> {word} by <a href={linkTo("budgets", { id: held.budget })}><Name unknown="a budget">{held.budgetName ?? held.budget}</Name></a> at {clock(held.at, zone.value)} · <a href={linkTo("budgets", { id: held.budget, own: new Map([["act", "override"]]) })}>resume…</a>
    </p>
  );
}

import type { ComponentChildren, JSX } from "preact";
import type { RequestRow } from "../data/sessions";
import type { Dollars } from "../money";
import { compareDollars, subtractDollars } from "../money";
import { exactMoney, whole } from "../shape/format";
import { Name } from "./text";

const SENTENCES: Readonly<Record<RequestRow["pricedBy"], string>> = {
  reported: "The agent reported what this request cost, and the settings trust that first.",
  list: "Tokens times the price list; the agent reported no cost, or the settings trust the list first.",
  unpriced: "No price is known for this model, so the request is counted but its cost is not.",
};

/** Where the cost of one request comes from. */
export function WhyThisNumber({ request }: { readonly request: RequestRow }): JSX.Element {
  const { tokens, sources, reportedCostUsd, listCostUsd } = request;
  return (
    <section class="why" aria-label="Why this number">
      <h3>Why this number</h3>
      <p>{SENTENCES[request.pricedBy]}</p>
      <div class="why-columns">
        <dl>
          <Entry term="Estimated cost">{written(request.pricedBy === "unpriced" ? null : request.estimatedCostUsd)}</Entry>
          <Entry term="Reported by the agent">{written(reportedCostUsd)}</Entry>
          <Entry term="By the price list">{written(listCostUsd)}</Entry>
          <Entry term="Difference">{difference(reportedCostUsd, listCostUsd)}</Entry>
          <Entry term="Price"><Name unknown="none">{request.priceId}</Name></Entry>
        </dl>
        <dl>
          <Entry term="Fresh input">{whole(tokens.freshInput)}</Entry>
          <Entry term="Cache read">{whole(tokens.cacheRead)}</Entry>
          <Entry term="Cache write">{whole(tokens.cacheWrite)}{tokens.cacheWrite1h > 0 ? <small> of which {whole(tokens.cacheWrite1h)} for 1 hour</small> : null}</Entry>
          <Entry term="Output">{whole(tokens.output)}{tokens.reasoning > 0 ? <small> of which {whole(tokens.reasoning)} reasoning</small> : null}</Entry>
          <Entry term="Web searches">{whole(request.webSearches)}</Entry>
        </dl>
        <dl>
          <Entry term="Reported by">{sources.length === 0 ? "–" : sources.join(", ")}</Entry>
          <Entry term="Counted">{sources.length > 1 ? `once; ${sources.length} reports were merged` : "once"}</Entry>
          <Entry term="Request"><code><Name>{request.id}</Name></code></Entry>
          <Entry term="Lane, speed">{[request.lane ?? "unknown", request.speed ?? "standard"].join(", ")}</Entry>
          <Entry term="Turn"><Name unknown="–">{request.turn}</Name></Entry>
        </dl>
      </div>
    </section>
  );
}

function Entry({ term, children }: { readonly term: string; readonly children: ComponentChildren }): JSX.Element {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

function written(dollars: Dollars | null): string {
  return dollars === null ? "–" : exactMoney(dollars);
}

function difference(reported: Dollars | null, list: Dollars | null): string {
  if (reported === null || list === null) return "–";
  const order = compareDollars(reported, list);
  if (order === 0) return "none";
  return order > 0 ? `${exactMoney(subtractDollars(reported, list))} above the list` : `${exactMoney(subtractDollars(list, reported))} below the list`;
}

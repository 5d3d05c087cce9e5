import type { SessionCard } from "../data/live";
import { addTokens, NO_TOKENS, type Tokens } from "../data/totals";
import { DollarSum, type Dollars } from "../money";
import type { Filters } from "./cells";

/** Whether a session passes the filters. A lane belongs to single requests, so it does not choose between sessions. */
export function matchesCard(card: SessionCard, filters: Filters): boolean {
  return (
    (filters.project === undefined || card.project === filters.project) &&
    (filters.user === undefined || card.user === filters.user) &&
    (filters.team === undefined || card.team === filters.team) &&
    (filters.agent === undefined || card.agent === filters.agent) &&
    (filters.task === undefined || card.task === filters.task) &&
    (filters.model === undefined || card.model === filters.model || card.models.includes(filters.model))
  );
}

/** Every word of the search somewhere in the session's names, whatever the case. */
export function found(card: SessionCard, search: string): boolean {
  const names = [card.id, card.project, card.user, card.agent, card.task, card.branch, card.machine, ...card.models].join("\n").toLowerCase();
  return search.toLowerCase().split(/\s+/).every((word) => names.includes(word));
}

export interface SessionSums {
  readonly cost: Dollars;
  readonly requests: number;
  readonly unpricedRequests: number;
  readonly agentMinutes: number;
  readonly tokens: Tokens;
}

export function sumsOf(cards: readonly SessionCard[]): SessionSums {
  const cost = new DollarSum();
  let [requests, unpricedRequests, agentMinutes, tokens] = [0, 0, 0, NO_TOKENS];
  for (const { totals } of cards) {
    cost.add(totals.estimatedCostUsd);
    requests += totals.requests;
    unpricedRequests += totals.unpricedRequests;
    agentMinutes += totals.agentMinutes ?? 0;
    tokens = addTokens(tokens, totals.tokens);
  }
  return { cost: cost.total(), requests, unpricedRequests, agentMinutes, tokens };
}

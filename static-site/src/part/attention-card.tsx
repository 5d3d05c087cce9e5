import { Fragment, type JSX } from "preact";
import { parseAlerts, type Alert } from "../data/alerts";
import type { Budget, BudgetPart } from "../data/budgets";
import type { Cube } from "../data/cube";
import { attentionOf, someOf, type Attention } from "../shape/attention";
import { titleOf, whyOf } from "../shape/alerts";
import { measured, percentUsed } from "../shape/budgets";
import { matching, unpricedModels } from "../shape/cells";
import { dayAndClock } from "../shape/format";
import { address, linkTo } from "../store/address";
import { useBudgets } from "../store/brake";
import { now } from "../store/clock";
import { listChanges, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { useResource } from "../store/resource";
import { Empty, Face, Skeleton } from "./faces";
import { Icon } from "./icons";
import { Card, Name } from "./text";
import { VerdictMark } from "./verdict";

/** Agents that are held back, budgets that warn, open alerts, models without a price: what a person can act on, the most urgent first. */
export function AttentionCard({ cubes }: { readonly cubes: readonly Cube[] }): JSX.Element {
  const alerts = useResource("/v1/alerts", parseAlerts, listChanges.value);
  const budgets = valueOf(useBudgets()) ?? [];
  const unpriced = unpricedModels(cubes.flatMap((cube) => matching(cube.cells, address.value.filters)));
  return (
    <Card title="Needs attention" class="attention" aside={<a href={linkTo("alerts")}>All alerts</a>}>
      <Face of={alerts.loaded} what="Alerts" retry={alerts.retry} skeleton={<Skeleton rows={3} />}>
        {(list) => {
          const { shown, more } = attentionOf(budgets, list, unpriced, now.value);
          return shown.length === 0 ? <Empty title="Nothing needs you." /> : (
            <ul class="attention-list">
              {shown.map((item) => <Item key={keyOf(item)} item={item} />)}
              {more === 0 ? null : <li><span /><a href={linkTo("alerts")}>and {more} more</a></li>}
            </ul>
          );
        }}
      </Face>
    </Card>
  );
}

function keyOf(item: Attention): string {
  switch (item.kind) {
    case "budget": return `budget ${item.budget.id} ${item.part.part}`;
    case "alert": return `alert ${item.alert.id}`;
    case "unpriced": return "unpriced";
  }
}

function Item({ item }: { readonly item: Attention }): JSX.Element {
  switch (item.kind) {
    case "budget": return <BudgetItem budget={item.budget} part={item.part} />;
    case "alert": return <AlertItem alert={item.alert} />;
    case "unpriced": return <UnpricedModels models={item.models} />;
  }
}

function BudgetItem({ budget, part }: { readonly budget: Budget; readonly part: BudgetPart }): JSX.Element {
  return (
    <li class={`attention-${part.verdict}`}>
      <Icon name="enforcement" />
      <span>
        <VerdictMark verdict={part.verdict} /> <Name>{budget.name}</Name>{part.part === "" ? null : <> for <Name>{part.part}</Name></>}: {percentUsed(part.percent)} of {measured(part.limit, budget.amount.measure)}
      </span>
      <a href={linkTo("budgets", { id: budget.id })}>open</a>
    </li>
  );
}

function AlertItem({ alert }: { readonly alert: Alert }): JSX.Element {
  const why = whyOf(alert);
  return (
    <li>
      <Icon name="alerts" />
      <span><bdi>{titleOf(alert)}</bdi>{why === null ? "" : <>: <bdi>{why}</bdi></>}<br /><span class="quiet">{dayAndClock(alert.at, zone.value)}</span></span>
      <a href={linkTo("alerts")}>open</a>
    </li>
  );
}

function UnpricedModels({ models }: { readonly models: readonly string[] }): JSX.Element {
  const { shown, more } = someOf(models);
  return (
    <li>
      <Icon name="warn" />
      <span>
        No price for {shown.map((model, index) => <Fragment key={model}>{index === 0 ? "" : ", "}<Name>{model}</Name></Fragment>)}{more === 0 ? "" : ` and ${more} more models`}:
        their requests are counted, the cost is not.
      </span>
      <a href={linkTo("models")}>open</a>
    </li>
  );
}

import { Fragment, type JSX } from "preact";
import type { Budget } from "../data/budgets";
import { Name } from "./text";

/** What a budget applies to. */
export function Scope({ budget }: { readonly budget: Pick<Budget, "scope"> }): JSX.Element {
  const filters = [...budget.scope];
  if (filters.length === 0) return <>everything</>;
  return <>{filters.map(([name, value], index) => <Fragment key={name}>{index === 0 ? "" : ", "}{name} <Name>{value}</Name></Fragment>)}</>;
}

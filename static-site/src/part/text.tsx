import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import type { Dollars } from "../money";
import { exactMoney, fineMoney, money, short, whole } from "../shape/format";
import { Icon } from "./icons";

/** A name from outside. It is text whatever it contains, and cannot turn the direction of its surroundings. */
export function Name({ children, unknown = "unknown" }: { readonly children: string | null; readonly unknown?: string }): JSX.Element {
  return children === null || children === "" ? <span class="quiet">{unknown}</span> : <bdi class="name" title={children}>{children}</bdi>;
}

export function Cost({ children, fine = false }: { readonly children: Dollars; readonly fine?: boolean }): JSX.Element {
  return <span class="number" title={`${exactMoney(children)} estimated cost`}>{fine ? fineMoney(children) : money(children)}</span>;
}

/** Whether any request behind these figures has a price. */
export function costKnown({ requests, unpricedRequests }: { readonly requests: number; readonly unpricedRequests: number }): boolean {
  return requests === 0 || unpricedRequests < requests;
}

/** A cost that is never shown as zero only because no price is known. */
export function CostOf({ totals }: { readonly totals: { readonly requests: number; readonly unpricedRequests: number; readonly estimatedCostUsd: Dollars } }): JSX.Element {
  return costKnown(totals) ? <Cost>{totals.estimatedCostUsd}</Cost> : <span class="quiet" title="No price is known for these requests.">unpriced</span>;
}

export function Count({ children }: { readonly children: number | null }): JSX.Element {
  return children === null ? <span class="quiet">–</span> : <span class="number" title={whole(children)}>{short(children)}</span>;
}

/** Says that a figure lacks the requests without a price. */
export function Unpriced({ requests, terse = false }: { readonly requests: number; readonly terse?: boolean }): JSX.Element | null {
  return requests === 0 ? null : (
    <span class="mark mark-warn" title={`${whole(requests)} requests have no price yet; their cost is not in this figure.`}>
      <Icon name="warn" /> {short(requests)}{terse ? <span class="unseen"> unpriced</span> : " unpriced"}
    </span>
  );
}

export function CopyButton({ text, label, words = "Copy" }: { readonly text: string; readonly label: string; readonly words?: string }): JSX.Element {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(() => setState("copied"), () => setState("refused")).finally(() => {
      setTimeout(() => setState("ready"), 2000);
    });
  };
  return (
    <button type="button" class="button button-small copy" onClick={copy} aria-label={`Copy ${label}`}>
      <Icon name={state === "copied" ? "check" : "copy"} />
      <span role="status">{state === "copied" ? "Copied" : state === "refused" ? "Select it" : words}</span>
    </button>
  );
}

/** Text to paste somewhere, exactly. */
export function Snippet({ text, label }: { readonly text: string; readonly label: string }): JSX.Element {
  return (
    <div class="snippet">
      <pre tabIndex={0} aria-label={label} role="region">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  );
}

export function Card({ title, aside, children, class: extra = "" }: {
  readonly title?: ComponentChildren;
  readonly aside?: ComponentChildren;
  readonly children: ComponentChildren;
  readonly class?: string;
}): JSX.Element {
  return (
    <section class={`card ${extra}`}>
      {title === undefined ? null : <header class="card-head"><h2>{title}</h2>{aside}</header>}
      {children}
    </section>
  );
}

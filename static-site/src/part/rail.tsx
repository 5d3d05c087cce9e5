import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { PAGES, type Page } from "../shape/address";
import { address, linkTo } from "../store/address";
import { Icon } from "./icons";

export const PAGE_TITLES: Readonly<Record<Page, string>> = {
  overview: "Overview",
  live: "Live",
  sessions: "Sessions",
  projects: "Projects",
  models: "Models",
  plans: "Plans",
  budgets: "Budgets",
  enforcement: "Enforcement",
  alerts: "Alerts",
  reports: "Reports",
  settings: "Settings",
};

const KEY = "agentmeter.rail";
const narrow = signal(localStorage.getItem(KEY) === "narrow");

function toggle(): void {
  narrow.value = !narrow.value;
  localStorage.setItem(KEY, narrow.value ? "narrow" : "wide");
}

export function Rail({ open, close }: { readonly open: boolean; readonly close: () => void }): JSX.Element {
  return (
    <nav class={`rail ${narrow.value ? "rail-narrow" : ""} ${open ? "rail-open" : ""}`} aria-label="Pages">
      <a class="brand" href={linkTo("overview")} onClick={close} title="AgentMeter">
        <svg class="brand-mark" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true"><rect width="32" height="32" rx="6" /><path d="M8 23V15M14 23V9M20 23v-6M26 23V12" /></svg>
        <span class="rail-word">AgentMeter</span>
      </a>
      <ul>
        {PAGES.map((page) => (
          <li key={page}>
            <a href={linkTo(page)} class="rail-link" aria-current={address.value.page === page ? "page" : undefined} onClick={close} title={PAGE_TITLES[page]}>
              <Icon name={page} /><span class="rail-word">{PAGE_TITLES[page]}</span>
            </a>
          </li>
        ))}
      </ul>
      <span class="grow" />
      <button type="button" class="rail-link rail-toggle" onClick={toggle} aria-expanded={!narrow.value} title={narrow.value ? "Show the words" : "Icons only"}>
        <Icon name="rail" /><span class="rail-word">Collapse</span>
      </button>
    </nav>
  );
}

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { FirstRunPage } from "./page/first-run";
import { ModelsPage, ProjectsPage } from "./page/groups";
import { LivePage } from "./page/live";
import { OverviewPage } from "./page/overview";
import { ReportsPage } from "./page/reports";
import { SessionPage } from "./page/session";
import { SessionsPage } from "./page/sessions";
import { SettingsPage } from "./page/settings";
import { SignInPage } from "./page/sign-in";
import { lazy } from "./part/lazy";
import { CommandPalette } from "./part/command-palette";
import { PAGE_TITLES, Rail } from "./part/rail";
import { TopBar, type Narrowing } from "./part/top-bar";
import type { Page } from "./shape/address";
import { address } from "./store/address";
import { firstRun } from "./store/live-feed";
import { signIn } from "./store/sign-in";

/** Pages that not every visit opens are fetched when they are. */
const AlertsPage = lazy("Alerts", async () => (await import("./page/alerts")).AlertsPage);
const BudgetsPage = lazy("Budgets", async () => (await import("./page/budgets")).BudgetsPage);
const EnforcementPage = lazy("Enforcement", async () => (await import("./page/enforcement")).EnforcementPage);
const PlansPage = lazy("Plans", async () => (await import("./page/plans")).PlansPage);

/** Pages that have nothing to say before the first event: they lead to it. A budget can be made before. */
const NEEDS_USAGE: ReadonlySet<Page> = new Set<Page>(["overview", "live", "sessions", "projects", "models", "reports"]);

export function App(): JSX.Element | null {
  switch (signIn.value.state) {
    case "looking":
      return null;
    case "out":
      return <SignInPage refused={signIn.value.refused} />;
    case "in":
      return <Frame />;
  }
}

function Frame(): JSX.Element {
  const [menu, setMenu] = useState(false);
  const { page, id } = address.value;
  const starting = firstRun.value && NEEDS_USAGE.has(page);
  useEffect(() => {
    document.title = `${PAGE_TITLES[page]} · AgentMeter`;
  }, [page]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById("main")?.focus(); }}>Skip to the numbers</a>
      <Rail open={menu} close={() => setMenu(false)} />
      {menu ? <button type="button" class="shade" aria-label="Close the menu" onClick={() => setMenu(false)} /> : null}
      <TopBar onMenu={() => setMenu(true)} narrowing={starting ? "none" : narrowingOf(page, id)} />
      <main id="main" tabIndex={-1}>{starting ? null : <h1 class="unseen">{PAGE_TITLES[page]}</h1>}{starting ? <FirstRunPage /> : <Content page={page} id={id} />}</main>
      <CommandPalette />
    </div>
  );
}

function narrowingOf(page: Page, id: string | null): Narrowing {
  switch (page) {
    case "overview":
    case "projects":
    case "models":
    case "enforcement":
      return "range";
    case "sessions":
      return id === null ? "range" : "none";
    case "live":
      return "filters";
    case "reports":
    case "plans":
    case "budgets":
    case "alerts":
    case "settings":
      return "none";
  }
}

function Content({ page, id }: { readonly page: Page; readonly id: string | null }): JSX.Element {
  switch (page) {
    case "overview":
      return <OverviewPage />;
    case "live":
      return <LivePage />;
    case "sessions":
      return id === null ? <SessionsPage /> : <SessionPage id={id} />;
    case "projects":
      return <ProjectsPage />;
    case "models":
      return <ModelsPage />;
    case "plans":
      return <PlansPage />;
    case "budgets":
      return <BudgetsPage id={id} />;
    case "enforcement":
      return <EnforcementPage />;
    case "reports":
      return <ReportsPage />;
    case "alerts":
      return <AlertsPage />;
    case "settings":
      return <SettingsPage />;
  }
}

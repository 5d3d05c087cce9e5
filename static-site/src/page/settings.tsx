import type { JSX } from "preact";
import { parseVersion, parseWhoAmI } from "../data/administration";
import { Connect } from "../part/connect";
import { CostColours } from "../part/cost-colours";
import { Face, Skeleton } from "../part/faces";
import { Card, Name } from "../part/text";
import { dayAndClock } from "../shape/format";
import { live, zone } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { useResource } from "../store/resource";
import { signOut } from "../store/sign-in";
import { theme, THEMES } from "../store/theme";

export function SettingsPage(): JSX.Element {
  const who = useResource("/v1/whoami", parseWhoAmI);
  const version = useResource("/healthz", parseVersion);
  const current = valueOf(live.value);
  return (
    <>
      <div class="two">
        <Card title="This service">
          <dl class="facts">
            <div><dt>Address</dt><dd><code>{location.origin}</code></dd></div>
            <div><dt>Version</dt><dd>{valueOf(version.loaded) ?? "–"}</dd></div>
            <div><dt>Days are counted in</dt><dd>{current?.zone ?? "–"}</dd></div>
            <div><dt>First event</dt><dd>{current?.firstEventAt == null ? "none yet" : dayAndClock(current.firstEventAt, zone.value)}</dd></div>
            <div><dt>Last event</dt><dd>{current?.lastEventAt == null ? "none yet" : dayAndClock(current.lastEventAt, zone.value)}</dd></div>
          </dl>
        </Card>
        <Card title="You">
          <Face of={who.loaded} what="Your token" retry={who.retry} skeleton={<Skeleton rows={4} />}>
            {({ owner, scopes, expiresAt }) => (
              <dl class="facts">
                <div><dt>Token of</dt><dd><Name>{owner}</Name></dd></div>
                <div><dt>May</dt><dd>{scopes.join(", ")}</dd></div>
                <div><dt>Expires</dt><dd>{expiresAt === null ? "never" : dayAndClock(expiresAt, zone.value)}</dd></div>
                <div>
                  <dt>Theme</dt>
                  <dd><div class="segmented" role="group" aria-label="Theme">
                    {THEMES.map((choice) => <button key={choice} type="button" aria-pressed={theme.value === choice} onClick={() => (theme.value = choice)}>{choice}</button>)}
                  </div></dd>
                </div>
                <div><dt>This tab</dt><dd><button type="button" class="button button-small" onClick={() => signOut(false)}>Sign out</button></dd></div>
              </dl>
            )}
          </Face>
        </Card>
      </div>
      <CostColours />
      <Card title="Connect Claude Code"><Connect /></Card>
    </>
  );
}

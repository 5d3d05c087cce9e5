import type { JSX } from "preact";
import { parseAlerts, parseInbox, type Alert, type DeliveredMessage } from "../data/administration";
import { Empty, Face, Skeleton } from "../part/faces";
import { Card, Cost, Name } from "../part/text";
import { ago, dayAndClock } from "../shape/format";
import { linkTo } from "../store/address";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import { useResource } from "../store/resource";
import { onThisMachine } from "../store/sign-in";

/** Asked again every ten seconds, because an alert follows the spending by a moment. */
const EVERY = 10_000;

export function AlertsPage(): JSX.Element {
  const version = Math.floor(now.value / EVERY);
  const alerts = useResource("/v1/alerts", parseAlerts, version);
  const inbox = useResource(onThisMachine() ? "/local/inbox" : null, parseInbox, version);
  return (
    <>
      <Card title="Alerts">
        <Face of={alerts.loaded} what="Alerts" retry={alerts.retry} skeleton={<Skeleton rows={5} />}>
          {(list) => list.length === 0 ? (
            <Empty title="No alert yet.">
              <p>Thresholds are set where the service runs, for example <code>AGENTMETER_DAILY_THRESHOLDS=all=50,project=10</code>: an alert when a day costs $50, or one project $10.</p>
            </Empty>
          ) : <AlertList alerts={list} />}
        </Face>
      </Card>
      {inbox.loaded.state === "missing" || inbox.loaded.state === "loading" ? null : (
        <Card title="Inbox" aside={<span class="quiet">e-mails and SMS that this machine's topic delivered</span>}>
          <Face of={inbox.loaded} what="Inbox" retry={inbox.retry} skeleton={<Skeleton rows={3} />}>
            {(messages) => messages.length === 0 ? <Empty title="Nothing was delivered yet." /> : <Inbox messages={messages} />}
          </Face>
        </Card>
      )}
    </>
  );
}

function AlertList({ alerts }: { readonly alerts: readonly Alert[] }): JSX.Element {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Alerts">
      <table>
        <thead>
          <tr><th scope="col">Scope</th><th scope="col">Day</th><th scope="col" class="numeric">Threshold</th><th scope="col" class="numeric">Spent, est.</th><th scope="col">State</th><th scope="col" class="numeric">When</th><th scope="col" class="minor">Message</th></tr>
        </thead>
        <tbody>
          {alerts.map((alert) => (
            <tr key={alert.id}>
              <td><a href={alertLink(alert)}><span class="quiet">{alert.scope}</span> <Name unknown="">{alert.key}</Name></a></td>
              <td class="number">{alert.day}</td>
              <td class="numeric"><Cost>{alert.thresholdUsd}</Cost></td>
              <td class="numeric"><Cost>{alert.spentUsd}</Cost></td>
              <td><span class={`mark ${alert.state === "sent" ? "mark-ok" : ""}`}>{alert.state === "sent" ? "sent" : "sending"}</span></td>
              <td class="numeric" title={ago(now.value - alert.at)}>{dayAndClock(alert.at, zone.value)}</td>
              <td class="minor message">{alert.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function alertLink({ scope, key, day }: Alert): string {
  const filters = key === null ? {} : scope === "project" ? { project: key } : scope === "user" ? { user: key } : {};
  return linkTo("overview", { range: { kind: "custom", start: day, end: day }, filters });
}

function Inbox({ messages }: { readonly messages: readonly DeliveredMessage[] }): JSX.Element {
  return (
    <ul class="inbox">
      {messages.map((message, index) => (
        <li key={index}>
          <header><b><Name unknown="no subject">{message.subject}</Name></b><span class="quiet">{message.channel} to <Name>{message.to}</Name>, {dayAndClock(message.at, zone.value)}</span></header>
          <p class="message">{message.text}</p>
        </li>
      ))}
    </ul>
  );
}

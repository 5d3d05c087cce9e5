import type { JSX } from "preact";
import { parseInbox, type DeliveredMessage } from "../data/administration";
import { Empty, Face, Skeleton } from "../part/faces";
import { AlertInbox } from "../part/alert-inbox";
import { AlertSettingsCard } from "../part/alert-settings";
import { Card, Name } from "../part/text";
import { dayAndClock } from "../shape/format";
import { own, setOwn } from "../store/address";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import { useResource } from "../store/resource";
import { onThisMachine } from "../store/sign-in";

/** Asked again every ten seconds, because an alert follows the spending by a moment. */
const EVERY = 10_000;
const TABS = ["inbox", "settings"] as const;
const TAB_WORDS = { inbox: "Inbox", settings: "Settings" } as const;

export function AlertsPage(): JSX.Element {
  const tab = TABS.find((candidate) => candidate === own("tab")) ?? "inbox";
  return (
    <>
      <div><div class="segmented" role="group" aria-label="Alerts">
        {TABS.map((name) => <button key={name} type="button" aria-pressed={tab === name} onClick={() => setOwn({ tab: name === "inbox" ? null : name })}>{TAB_WORDS[name]}</button>)}
      </div></div>
      {tab === "inbox" ? <AlertInbox every={EVERY} /> : <AlertSettingsCard />}
      <Delivered />
    </>
  );
}

/** What the topic of the local cloud delivered; a deployment delivers to people's own inboxes. */
function Delivered(): JSX.Element | null {
  const inbox = useResource(onThisMachine() ? "/local/inbox" : null, parseInbox, Math.floor(now.value / EVERY));
  if (inbox.loaded.state === "missing" || inbox.loaded.state === "loading") return null;
  return (
    <Card title="Delivered" aside={<span class="quiet">e-mails and SMS that this machine's topic delivered</span>}>
      <Face of={inbox.loaded} what="Inbox" retry={inbox.retry} skeleton={<Skeleton rows={3} />}>
        {(messages) => messages.length === 0 ? <Empty title="Nothing was delivered yet." /> : <Messages messages={messages} />}
      </Face>
    </Card>
  );
}

function Messages({ messages }: { readonly messages: readonly DeliveredMessage[] }): JSX.Element {
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

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { parseAlertSettings, parseTest, type AlertSettings, type Delivery } from "../data/alerts";
import { kindWords } from "../shape/alerts";
import { bodyOfSettings, settingsDifferences, settingsDraft, type DraftWebhook, type SettingsDraft } from "../shape/alert-settings";
import { change, nothing, READY, SENDING, type Changing } from "../store/change";
import { useResource } from "../store/resource";
import { askSignedIn } from "../store/sign-in";
import { AdminOnly } from "./admin";
import { Empty, Face, Skeleton } from "./faces";
import { Field, Problems } from "./field";
import { Icon } from "./icons";
import { Card } from "./text";

/** When people are told, by which channels, and of what. */
export function AlertSettingsCard(): JSX.Element {
  const [saved, setSaved] = useState(0);
  const { loaded, retry } = useResource("/v1/alert-settings", parseAlertSettings, saved);
  return (
    <Card title="Alert settings" class="alert-settings">
      <AdminOnly what="Seeing and changing alert settings" waiting={<Skeleton rows={9} />}><Face of={loaded} what="Alert settings" retry={retry} skeleton={<Skeleton rows={9} />} missing={<Empty title="This service has no alert settings." />}>
        {(settings) => <SettingsForm key={settings.version} settings={settings} onSaved={() => setSaved((count) => count + 1)} justSaved={saved > 0} />}
      </Face></AdminOnly>
    </Card>
  );
}

function SettingsForm({ settings, onSaved, justSaved }: { readonly settings: AlertSettings; readonly onSaved: () => void; readonly justSaved: boolean }): JSX.Element {
  const [draft, setDraft] = useState<SettingsDraft>(() => settingsDraft(settings));
  const [state, setState] = useState<Changing<null>>(READY);
  const [theirs, setTheirs] = useState<AlertSettings | null>(null);
  const set = (changes: Partial<SettingsDraft>): void => setDraft((current) => ({ ...current, ...changes }));
  const hookTyped = (index: number, changes: Partial<DraftWebhook>): void => set({ webhooks: draft.webhooks.map((entry, at) => (at === index ? { ...entry, ...changes } : entry)) });
  const fields = state.state === "refused" ? state.fields : [];
  const about = (prefix: string): readonly string[] => fields.filter(({ field }) => field === prefix || field.startsWith(`${prefix}.`)).map(({ reason }) => reason);
  const shown = ["quietHours", "digest", ...draft.webhooks.map((_, index) => `webhooks[${index}]`), ...draft.kinds.map(({ kind }) => `kinds.${kind}`)];
  const elsewhere = fields.filter(({ field }) => !shown.some((prefix) => field === prefix || field.startsWith(`${prefix}.`)));
  const save = async (version: number): Promise<void> => {
    setState(SENDING);
    const outcome = await change("PUT", "/v1/alert-settings", bodyOfSettings(draft, version), nothing);
    setState(outcome);
    if (outcome.state === "done") onSaved();
    else if (outcome.state === "conflict") {
      const answer = await askSignedIn("/v1/alert-settings");
      if (answer.kind === "ok") setTheirs(parseAlertSettings(answer.data));
    }
  };
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); if (state.state !== "sending") void save(settings.version); }}>
      {theirs === null ? null : (
        <div class="conflict form-summary" role="alert">
          <p><Icon name="warn" /> <b>Somebody else changed the settings.</b> Nothing of yours was saved yet.</p>
          <ul>{settingsDifferences(settingsDraft(theirs), draft).map(({ field, theirs: there, mine }) => <li key={field}>{field}: stored now <b><bdi>{there}</bdi></b>, yours <b><bdi>{mine}</bdi></b></li>)}</ul>
          <div class="dialog-foot">
            <button type="button" class="button button-small" onClick={onSaved}>Take what is stored</button>
            <button type="button" class="button button-small button-main" onClick={() => { setTheirs(null); void save(theirs.version); }}>Save mine over it</button>
          </div>
        </div>
      )}
      <fieldset class="field">
        <legend>Quiet hours</legend>
        <label class="choice"><input type="checkbox" checked={draft.quiet} onChange={(event) => set({ quiet: event.currentTarget.checked })} /> Send nothing at night; what happens then is sent in the morning</label>
        {draft.quiet ? (
          <div class="form-row">
            <Field name="quietHours.from" label="From" problems={[]}>{(tie) => <input {...tie} type="time" value={draft.quietFrom} onInput={(event) => set({ quietFrom: event.currentTarget.value })} />}</Field>
            <Field name="quietHours.to" label="To" problems={[]}>{(tie) => <input {...tie} type="time" value={draft.quietTo} onInput={(event) => set({ quietTo: event.currentTarget.value })} />}</Field>
          </div>
        ) : null}
        <Problems of={about("quietHours")} />
      </fieldset>
      <fieldset class="field">
        <legend>Daily digest</legend>
        <label class="choice"><input type="checkbox" checked={draft.digest} onChange={(event) => set({ digest: event.currentTarget.checked })} /> One e-mail a day: spend, top projects, budgets, anomalies</label>
        {draft.digest ? <Field name="digest.at" label="At" problems={[]}>{(tie) => <input {...tie} type="time" class="time-input" value={draft.digestAt} onInput={(event) => set({ digestAt: event.currentTarget.value })} />}</Field> : null}
        <Problems of={about("digest")} />
      </fieldset>
      <fieldset class="field">
        <legend>Kinds</legend>
        <ul class="kinds">
          {draft.kinds.map(({ kind, enabled, minimumUsd }, index) => (
            <li key={kind}>
              <label class="choice"><input type="checkbox" checked={enabled} onChange={(event) => set({ kinds: draft.kinds.map((entry, at) => (at === index ? { ...entry, enabled: event.currentTarget.checked } : entry)) })} /> {kindWords(kind)}</label>
              {kind === "anomaly" ? (
                <label class="choice">from $<input class="short-input" inputMode="decimal" aria-label="Smallest unusual spend, in dollars" value={minimumUsd} disabled={!enabled} onInput={(event) => set({ kinds: draft.kinds.map((entry, at) => (at === index ? { ...entry, minimumUsd: event.currentTarget.value } : entry)) })} /></label>
              ) : null}
              <Problems of={about(`kinds.${kind}`)} />
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset class="field">
        <legend>Webhooks</legend>
        {draft.webhooks.length === 0 ? <p class="quiet">None. A webhook gets each alert as signed JSON; https only.</p> : null}
        {draft.webhooks.map((hook, index) => (
          <div key={index} class="webhook">
            <div class="filter-row">
              {hook.stored ? <b class="webhook-name"><bdi class="name">{hook.id}</bdi></b> : <input class="webhook-name" autoComplete="off" aria-label={`Name of webhook ${index + 1}`} placeholder="name" value={hook.id} onInput={(event) => hookTyped(index, { id: event.currentTarget.value })} />}
              <input type="url" autoComplete="off" class="webhook-url" aria-label={`Address of webhook ${index + 1}`} placeholder="https://…" value={hook.url} onInput={(event) => hookTyped(index, { url: event.currentTarget.value })} />
              <input type="password" autoComplete="off" aria-label={`Secret of webhook ${index + 1}`} placeholder={hook.stored ? "secret unchanged" : "secret to sign with, 16 characters or more"} value={hook.secret} onInput={(event) => hookTyped(index, { secret: event.currentTarget.value })} />
              <button type="button" class="button button-plain" aria-label={`Remove webhook ${index + 1}`} onClick={() => set({ webhooks: draft.webhooks.filter((_, at) => at !== index) })}><Icon name="close" /></button>
            </div>
            <Problems of={about(`webhooks[${index}]`)} />
          </div>
        ))}
        <button type="button" class="button button-small" onClick={() => set({ webhooks: [...draft.webhooks, { id: "", url: "", secret: "", stored: false }] })}><Icon name="plus" /> Add a webhook</button>
      </fieldset>
      <AdminOnly what="Changing alert settings">
        <div class="dialog-foot">
          <span class="quiet" role="status">{state.state === "ready" && justSaved ? "Saved." : ""}</span>
          <Test />
          <button type="submit" class="button button-main" disabled={state.state === "sending"}>{state.state === "sending" ? "Saving…" : "Save"}</button>
        </div>
      </AdminOnly>
      {state.state === "refused" ? <p class="problem" role="alert">{fields.length === 0 ? state.reason : elsewhere.map(({ field, reason }) => `${field}: ${reason}`).join(" ")}</p> : null}
    </form>
  );
}

/** Sends one alert to every channel, so that a person sees that it arrives before it matters. */
function Test(): JSX.Element {
  const [state, setState] = useState<Changing<readonly Delivery[]>>(READY);
  const send = async (): Promise<void> => {
    setState(SENDING);
    setState(await change("POST", "/v1/alert-settings/test", undefined, parseTest));
  };
  return (
    <>
      <span role="status">
        {state.state !== "done" ? null : state.value.length === 0 ? <span class="quiet">There is no channel to send to.</span> : state.value.map(({ channel, taken, outcome }) => (
          <span key={channel} class={`delivery ${taken ? "act-ok" : "act-stop"}`}><Icon name={taken ? "check" : "warn"} /> {channel}{taken ? "" : <>: <bdi>{outcome ?? "not taken"}</bdi></>} </span>
        ))}
        {state.state === "refused" || state.state === "conflict" ? <span class="problem">{state.reason}</span> : null}
      </span>
      <button type="button" class="button" disabled={state.state === "sending"} onClick={() => void send()}>{state.state === "sending" ? "Sending…" : "Send a test alert"}</button>
    </>
  );
}

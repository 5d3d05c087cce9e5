import type { AlertSettings } from "../data/alerts";
import type { Difference } from "./budget-form";
import { KIND_WORDS, kindWords } from "./alerts";

/** What a person has typed into the settings so far. A secret that is empty stays as it is. */
export interface SettingsDraft {
  readonly quiet: boolean;
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly digest: boolean;
  readonly digestAt: string;
  readonly kinds: readonly { readonly kind: string; readonly enabled: boolean; readonly minimumUsd: string }[];
  readonly webhooks: readonly DraftWebhook[];
}

/** `stored`: it has its name already, and a secret that is kept as long as none is typed. */
export interface DraftWebhook {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly stored: boolean;
}

export function settingsDraft(settings: AlertSettings): SettingsDraft {
  const kinds = [...new Set([...KIND_WORDS.keys(), ...settings.kinds.keys()])];
  return {
    quiet: settings.quietHours !== null, quietFrom: settings.quietHours?.from ?? "22:00", quietTo: settings.quietHours?.to ?? "07:00",
    digest: settings.digest !== null, digestAt: settings.digest?.at ?? "08:00",
    kinds: kinds.map((kind) => ({ kind, enabled: settings.kinds.get(kind)?.enabled ?? true, minimumUsd: settings.kinds.get(kind)?.minimumUsd ?? "" })),
    webhooks: settings.webhooks.map(({ id, url }) => ({ id, url, secret: "", stored: true })),
  };
}

/** The body of `PUT /v1/alert-settings`. */
export function bodyOfSettings(draft: SettingsDraft, version: number): Readonly<Record<string, unknown>> {
  return {
    quietHours: draft.quiet ? { from: draft.quietFrom, to: draft.quietTo } : null,
    digest: draft.digest ? { at: draft.digestAt } : null,
    kinds: Object.fromEntries(draft.kinds.map(({ kind, enabled, minimumUsd }) => [kind, { enabled, ...(minimumUsd.trim() === "" ? {} : { minimumUsd: minimumUsd.trim() }) }])),
    webhooks: draft.webhooks.map(({ id, url, secret }) => ({ id: id.trim(), url: url.trim(), ...(secret === "" ? {} : { secret }) })),
    version,
  };
}

/** What two versions say differently; a secret is never compared, for it is never shown. */
export function settingsDifferences(theirs: SettingsDraft, mine: SettingsDraft): readonly Difference[] {
  const said = (draft: SettingsDraft): ReadonlyMap<string, string> => new Map([
    ["quiet hours", draft.quiet ? `${draft.quietFrom} to ${draft.quietTo}` : "none"],
    ["digest", draft.digest ? draft.digestAt : "none"],
    ...draft.kinds.map(({ kind, enabled, minimumUsd }): [string, string] => [kindWords(kind), `${enabled ? "on" : "off"}${minimumUsd === "" ? "" : `, from $${minimumUsd}`}`]),
    ["webhooks", draft.webhooks.length === 0 ? "none" : draft.webhooks.map(({ id, url }) => `${id} ${url}`).join(", ")],
  ]);
  const [there, here] = [said(theirs), said(mine)];
  return [...here].flatMap(([field, words]) => {
    const stored = there.get(field) ?? "none";
    return stored === words ? [] : [{ field, theirs: stored, mine: words }];
  });
}

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { parseWhoAmI, type WhoAmI } from "../data/administration";
import { after, LOADING, valueOf, type Loaded } from "./loaded";
import { askSignedIn, signIn } from "./sign-in";

const who = signal<{ readonly token: string | null; readonly loaded: Loaded<WhoAmI> }>({ token: null, loaded: LOADING });

/** Whether the token may change things; null until the service has said. The service decides anyway, this only spares a refusal. */
export function useMayChange(): boolean | null {
  const token = signIn.value.state === "in" ? signIn.value.token : null;
  useEffect(() => {
    if (token === null || (who.value.token === token && valueOf(who.value.loaded) !== null)) return;
    who.value = { token, loaded: LOADING };
    void askSignedIn("/v1/whoami").then((answer) => {
      if (who.value.token === token) who.value = { token, loaded: after(who.value.loaded, answer, parseWhoAmI, Date.now()) };
    });
  }, [token]);
  const known = who.value.token === token ? valueOf(who.value.loaded) : null;
  return known === null ? null : known.scopes.includes("admin");
}

import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { onThisMachine, signInWith } from "../store/sign-in";
import { useMayChange } from "../store/who";
import { Icon } from "./icons";

/** Draws what changes things, or says what it takes to be allowed to. Until that is known it draws `waiting`, or nothing. */
export function AdminOnly({ what, waiting = null, children }: { readonly what: string; readonly waiting?: ComponentChildren; readonly children: ComponentChildren }): JSX.Element {
  const may = useMayChange();
  if (may === null) return <>{waiting}</>;
  return may ? <>{children}</> : <AdminNote what={what} />;
}

function AdminNote({ what }: { readonly what: string }): JSX.Element {
  const [asking, setAsking] = useState(false);
  const [token, setToken] = useState("");
  return (
    <div class="note admin-note">
      <p>
        <Icon name="warn" /> {what} needs a token with the <code>admin</code> scope; the one you signed in with may only read.{" "}
        {onThisMachine() ? <>The local cloud keeps one as <code>adminToken</code> in <code>connection.json</code> in its data directory.</> : <>Whoever runs the service makes one with <code>scripts/token create --scope admin</code>.</>}
      </p>
      {asking ? (
        <form class="admin-form" onSubmit={(event) => { event.preventDefault(); if (token.trim() !== "") signInWith(token.trim()); }}>
          <input type="password" aria-label="Admin token" autoComplete="off" spellcheck={false} required placeholder="admin token" value={token} onInput={(event) => setToken(event.currentTarget.value)} />
          <button type="submit" class="button button-small">Use it in this tab</button>
        </form>
      ) : <button type="button" class="button button-small" onClick={() => setAsking(true)}>Use another token</button>}
    </div>
  );
}

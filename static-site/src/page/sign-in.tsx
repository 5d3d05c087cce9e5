import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { signInWith } from "../store/sign-in";

export function SignInPage({ refused }: { readonly refused: boolean }): JSX.Element {
  const [token, setToken] = useState("");
  return (
    <main class="sign-in">
      <form class="card" onSubmit={(event) => { event.preventDefault(); if (token.trim() !== "") signInWith(token.trim()); }}>
        <h1>AgentMeter</h1>
        {refused ? <p class="problem" role="alert">The service did not accept that token: it is unknown, or it has expired.</p> : <p class="quiet">The dashboard needs a token with the <code>read</code> scope.</p>}
        <label>Read token<input type="password" autoComplete="off" spellcheck={false} required value={token} onInput={(event) => setToken(event.currentTarget.value)} /></label>
        <button type="submit" class="button button-main">Sign in</button>
        <p class="quiet">Whoever runs the service makes one with <code>scripts/token</code>. It is kept in this tab only, and gone when the tab is closed.</p>
      </form>
    </main>
  );
}

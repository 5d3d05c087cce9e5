import { signal } from "@preact/signals";
import { parseLocalSession, type LocalSession } from "../data/administration";
import { ask, type Answer, type Question } from "./http";
import { UnexpectedAnswer } from "../data/parse";

export type SignIn =
  | { readonly state: "looking" }
  | { readonly state: "out"; readonly refused: boolean }
  | { readonly state: "in"; readonly token: string; readonly ingestToken: string | null };

const KEY = "agentmeter.token";

export const signIn = signal<SignIn>({ state: "looking" });

/** The token of the link (`#token=...`), which must not stay in the address bar. */
export function takeTokenFromLink(): string | null {
  const match = /^#token=([^&]+)(?:&(.*))?$/s.exec(location.hash);
  if (match === null) return null;
  const [, token = "", rest = ""] = match;
  history.replaceState(null, "", `${location.pathname}${location.search}${rest.startsWith("/") ? `#${rest}` : ""}`);
  return decodeURIComponent(token);
}

/** Link, then this tab's memory, then the service on this machine; else the person is asked. */
export async function findToken(): Promise<void> {
  const fromLink = takeTokenFromLink();
  if (fromLink !== null) {
    remember(fromLink);
    await lookForIngestToken(fromLink);
    return;
  }
  const remembered = sessionStorage.getItem(KEY);
  if (remembered !== null) {
    await lookForIngestToken(remembered);
    return;
  }
  const local = await localSession();
  if (local === null) signIn.value = { state: "out", refused: false };
  else signInWith(local.readToken, local.ingestToken);
}

/** The service runs on this machine: only then it has answers under /local. */
export function onThisMachine(): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(location.hostname);
}

async function localSession(): Promise<LocalSession | null> {
  if (!onThisMachine()) return null;
  const answer = await ask("/local/session");
  if (answer.kind !== "ok") return null;
  try {
    return parseLocalSession(answer.data);
  } catch (problem) {
    if (problem instanceof UnexpectedAnswer) return null;
    throw problem;
  }
}

/** The ingest token is only known on the machine that runs the service; it completes the settings to paste. */
async function lookForIngestToken(token: string): Promise<void> {
  const signedIn: SignIn = { state: "in", token, ingestToken: null };
  signIn.value = signedIn;
  const local = await localSession();
  if (signIn.value === signedIn && local !== null) signIn.value = { ...signedIn, ingestToken: local.ingestToken };
}

function remember(token: string): void {
  sessionStorage.setItem(KEY, token);
}

export function signInWith(token: string, ingestToken: string | null = null): void {
  remember(token);
  signIn.value = { state: "in", token, ingestToken };
}

export function signOut(refused: boolean): void {
  sessionStorage.removeItem(KEY);
  signIn.value = { state: "out", refused };
}

/** Asks in the name of the person; a refused token leads back to the sign-in face. */
export async function askSignedIn(path: string, question: Omit<Question, "token"> = {}): Promise<Answer> {
  const current = signIn.value;
  if (current.state !== "in") return { kind: "unauthorized" };
  const answer = await ask(path, { ...question, token: current.token });
  if (answer.kind === "unauthorized" && signIn.value === current) signOut(true);
  return answer;
}

import type { JSX } from "preact";
import { claudeCodeSettings, TOKEN_PLACEHOLDER } from "../shape/agent-settings";
import { signIn } from "../store/sign-in";
import { CopyButton, Snippet } from "./text";

/** The settings that make Claude Code report here, and the one-line ways to the same end. */
export function Connect(): JSX.Element {
  const ingestToken = signIn.value.state === "in" ? signIn.value.ingestToken : null;
  const settings = claudeCodeSettings(location.origin, ingestToken);
  return (
    <div class="connect">
      <div class="connect-intro"><p>Add both blocks to <code>~/.claude/settings.json</code> and start Claude Code again.</p><CopyButton text={settings.both} label="both blocks as one file" words="Copy both" /></div>
      {ingestToken === null ? (
        <p class="note">Replace <code>{TOKEN_PLACEHOLDER}</code> with a token of the <code>ingest</code> scope; whoever runs the service makes one with <code>scripts/token</code>. The token you signed in with can only read.</p>
      ) : null}
      <div class="connect-blocks">
        <div><h3>Telemetry: tokens and cost of every request</h3><Snippet text={settings.env} label="the telemetry settings" /></div>
        <div><h3>Hooks: projects, tools and tasks</h3><Snippet text={settings.hooks} label="the hook settings" /></div>
      </div>
      <div class="connect-blocks">
        <div><h3>Or let the command line tool write them</h3><Snippet text="scripts/agentmeter connect claude-code --write" label="the connect command" /></div>
        <div><h3>Add what Claude Code has done here before</h3><Snippet text="scripts/agentmeter backfill claude-code" label="the backfill command" /></div>
      </div>
    </div>
  );
}

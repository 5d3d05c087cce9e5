import template from "../../../contracts/claude-code-settings.json";

/** What goes where the token is not known. */
export const TOKEN_PLACEHOLDER = "PASTE-AN-INGEST-TOKEN";

export interface AgentSettings {
  readonly env: string;
  readonly hooks: string;
  readonly both: string;
}

/** The settings to paste into `~/.claude/settings.json`, from the template the command line tool uses too. */
export function claudeCodeSettings(endpoint: string, token: string | null): AgentSettings {
  const written = (block: unknown): string =>
    JSON.stringify(block, null, 2).replaceAll("{{endpoint}}", endpoint).replaceAll("{{token}}", token ?? TOKEN_PLACEHOLDER);
  return { env: written({ env: template.env }), hooks: written({ hooks: template.hooks }), both: written(template) };
}

import { parseLive, type Live } from "../../src/data/live";
import { parseLocalSession } from "../../src/data/administration";

/** A running AgentMeter, as a test meets it: by its address and its tokens. */
export interface Service {
  readonly url: string;
  readonly live: () => Promise<Live>;
  readonly post: (events: readonly object[]) => Promise<void>;
  /** Anything else that agents report. */
  readonly report: (path: string, body: object) => Promise<unknown>;
  readonly adminToken: string;
  readonly asAdmin: (method: "GET" | "PUT", path: string, body?: object) => Promise<unknown>;
}

export async function serviceUnderTest(): Promise<Service> {
  const url = process.env["AGENTMETER_URL"]?.replace(/\/$/, "");
  if (url === undefined || url === "") throw new Error("AGENTMETER_URL names the running service to test, for example http://127.0.0.1:8787");
  const local = parseLocalSession(await answered(fetch(`${url}/local/session`)));
  const ingestToken = process.env["AGENTMETER_INGEST_TOKEN"] ?? local.ingestToken ?? "";
  const adminToken = process.env["AGENTMETER_ADMIN_TOKEN"];
  if (adminToken === undefined || adminToken === "") throw new Error("AGENTMETER_ADMIN_TOKEN is a token of the admin scope; the local cloud keeps one as adminToken in connection.json");
  const report = (path: string, body: object): Promise<unknown> => answered(fetch(`${url}${path}`, { method: "POST", headers: { Authorization: `Bearer ${ingestToken}`, "Content-Type": "application/json" }, body: JSON.stringify(body) }));
  return {
    url,
    adminToken,
    report,
    asAdmin: (method, path, body) => answered(fetch(`${url}${path}`, { method, headers: { Authorization: `Bearer ${adminToken}`, "Content-Type": "application/json" }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })),
    live: async () => parseLive(await answered(fetch(`${url}/v1/live`, { headers: { Authorization: `Bearer ${local.readToken}` } }))),
    post: async (events) => {
      await report("/v1/events", { events });
    },
  };
}

async function answered(asked: Promise<Response>): Promise<unknown> {
  const response = await asked;
  const body = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${body}`);
  const data: unknown = JSON.parse(body);
  return data;
}

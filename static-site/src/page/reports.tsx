import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { parseReport, parseReports, type Report } from "../data/administration";
import { valuesOf } from "../shape/cells";
import { bytes, dayAndClock, whole } from "../shape/format";
import { Empty, Face, Skeleton } from "../part/faces";
import { Icon } from "../part/icons";
import { Card, Name } from "../part/text";
import { customRange, type Period } from "../shape/range";
import { days, period } from "../store/address";
import { cubesOf } from "../store/cubes";
import { zone } from "../store/live-feed";
import { after, LOADING, valueOf } from "../store/loaded";
import { useResource } from "../store/resource";
import { askSignedIn } from "../store/sign-in";

const KINDS = [
  { kind: "daily", says: "one row per day, project, user, agent and model" },
  { kind: "sessions", says: "one row per session" },
  { kind: "requests", says: "one row per model request" },
] as const;

export function ReportsPage(): JSX.Element {
  const [made, setMade] = useState(0);
  const { loaded, retry } = useResource("/v1/reports", parseReports, made);
  return (
    <>
      <Card title="New report" class="form-card">
        {period.value === null ? <Skeleton rows={3} /> : <NewReport initial={period.value} onMade={() => setMade((count) => count + 1)} />}
      </Card>
      <Card title="Reports">
        <Face of={loaded} what="Reports" retry={retry} skeleton={<Skeleton rows={6} />}>
          {(reports) => reports.length === 0 ? <Empty title="No report yet.">Choose days and a kind above; the file appears here.</Empty> : <ReportList reports={reports} />}
        </Face>
      </Card>
    </>
  );
}

type Making = { readonly state: "ready" } | { readonly state: "making" } | { readonly state: "made"; readonly report: Report } | { readonly state: "refused"; readonly reason: string };

function NewReport({ initial, onMade }: { readonly initial: Period; readonly onMade: () => void }): JSX.Element {
  const [start, setStart] = useState(initial.start);
  const [end, setEnd] = useState(initial.end);
  const [project, setProject] = useState("");
  const [kind, setKind] = useState<(typeof KINDS)[number]["kind"]>("daily");
  const [format, setFormat] = useState<"csv" | "json">("csv");
  const [making, setMaking] = useState<Making>({ state: "ready" });
  const projects = valuesOf(valueOf(cubesOf(days.value)) ?? [], "project");
  const valid = customRange(start, end) !== null;
  const make = async (): Promise<void> => {
    setMaking({ state: "making" });
    const answer = await askSignedIn("/v1/reports", { body: { start, end, project: project === "" ? null : project, kind, format } });
    const loaded = after(LOADING, answer, parseReport, Date.now());
    if (loaded.state === "ready") {
      setMaking({ state: "made", report: loaded.value });
      onMade();
    } else setMaking({ state: "refused", reason: loaded.state === "failed" || loaded.state === "forbidden" ? loaded.reason : "The service did not make the report." });
  };
  return (
    <form class="report-form" onSubmit={(event) => { event.preventDefault(); if (valid) void make(); }}>
      <label>First day<input type="date" required value={start} onInput={(event) => setStart(event.currentTarget.value)} /></label>
      <label>Last day<input type="date" required value={end} onInput={(event) => setEnd(event.currentTarget.value)} /></label>
      <label>Project
        <input list="report-projects" placeholder="all projects" value={project} onInput={(event) => setProject(event.currentTarget.value)} />
        <datalist id="report-projects">{projects.map((name) => <option key={name} value={name} />)}</datalist>
      </label>
      <fieldset>
        <legend>Kind</legend>
        {KINDS.map((choice) => (
          <label key={choice.kind} class="choice" title={choice.says}>
            <input type="radio" name="kind" checked={kind === choice.kind} onChange={() => setKind(choice.kind)} />{choice.kind}
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>Format</legend>
        {(["csv", "json"] as const).map((choice) => (
          <label key={choice} class="choice"><input type="radio" name="format" checked={format === choice} onChange={() => setFormat(choice)} />{choice.toUpperCase()}</label>
        ))}
      </fieldset>
      <button type="submit" class="button button-main" disabled={!valid || making.state === "making"}>{making.state === "making" ? "Making…" : "Make the report"}</button>
      <p class="report-outcome" role="status">
        {valid ? null : <span class="problem">The first day comes before the last, at most 400 days apart.</span>}
        {making.state === "made" ? <>Ready: <Download report={making.report} /> with {whole(making.report.rows)} rows.</> : null}
        {making.state === "refused" ? <span class="problem">{making.reason}</span> : null}
        {valid && making.state === "ready" ? <span class="quiet">{KINDS.find((choice) => choice.kind === kind)?.says}; costs are estimated costs.</span> : null}
      </p>
    </form>
  );
}

function Download({ report }: { readonly report: Report }): JSX.Element {
  return <a href={report.url} download={report.name} rel="noreferrer"><Icon name="download" /> <Name>{report.name}</Name></a>;
}

function ReportList({ reports }: { readonly reports: readonly Report[] }): JSX.Element {
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Reports">
      <table>
        <thead>
          <tr>
            <th scope="col">File</th><th scope="col">Kind</th><th scope="col">Project</th><th scope="col" class="minor">Days</th>
            <th scope="col" class="numeric minor">Rows</th><th scope="col" class="numeric minor">Size</th><th scope="col" class="numeric">Made</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={report.id}>
              <td><Download report={report} /></td>
              <td>{report.kind}, {report.format.toUpperCase()}</td>
              <td><Name unknown="all">{report.project}</Name></td>
              <td class="minor number">{report.start} to {report.end}</td>
              <td class="numeric minor">{whole(report.rows)}</td>
              <td class="numeric minor">{bytes(report.bytes)}</td>
              <td class="numeric">{dayAndClock(report.createdAt, zone.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet table-note">Links are good for 15 minutes; reload the page for fresh ones.</p>
    </div>
  );
}

import type { JSX } from "preact";
import type { Cube, Dimension } from "../data/cube";
import { drawn } from "../money";
import { filterEntries, matching, spentOn } from "../shape/cells";
import { percent } from "../shape/format";
import { mostExpensive } from "../shape/spend";
import { address, own, setFilter, setOwn } from "../store/address";
import { Icon } from "./icons";
import { Card, Cost, Name, Unpriced } from "./text";

const LEVELS = ["project", "user", "model"] as const satisfies readonly Dimension[];
const MOST_ROWS = 7;

/** Where it went: projects, then the users of one, then the models of one user. The address remembers how deep. */
export function WhereCard({ cubes }: { readonly cubes: readonly Cube[] }): JSX.Element {
  const inProject = own("in");
  const ofUser = inProject === "" ? "" : own("of");
  const level = inProject === "" ? 0 : ofUser === "" ? 1 : 2;
  const dimension = LEVELS[level];
  const drill = { ...(inProject === "" ? {} : { project: inProject }), ...(ofUser === "" ? {} : { user: ofUser }) };
  const cells = matching(cubes.flatMap((cube) => matching(cube.cells, address.value.filters)), drill);
  const rows = mostExpensive(cells, dimension);
  const all = drawn(spentOn(cells).cost);
  const highest = Math.max(0, ...rows.map((row) => drawn(row.cost)));
  const deeper = (key: string): void => {
    if (level === 0) setOwn({ in: key });
    else if (level === 1) setOwn({ of: key });
    else setFilter("model", key);
  };
  const applied = filterEntries(drill).every(([name, value]) => address.value.filters[name] === value);
  return (
    <Card
      title="Where it went" class="where"
      aside={
        <nav class="crumbs" aria-label="How deep">
          <button type="button" class="crumb" disabled={level === 0} onClick={() => setOwn({ in: null, of: null })}>projects</button>
          {inProject === "" ? null : <><Icon name="right" /><button type="button" class="crumb" disabled={level === 1} onClick={() => setOwn({ of: null })}><Name>{inProject}</Name></button></>}
          {ofUser === "" ? null : <><Icon name="right" /><span class="crumb"><Name>{ofUser}</Name></span></>}
          {level > 0 && !applied ? <button type="button" class="button button-small" onClick={() => filterEntries(drill).forEach(([name, value]) => setFilter(name, value))}>Filter all by this</button> : null}
        </nav>
      }
    >
      <ol class="where-list">
        {rows.slice(0, MOST_ROWS).map(({ key, cost, requests, unpriced }) => (
          <li key={key ?? ""}>
            <button type="button" class="where-row" disabled={key === null} onClick={() => { if (key !== null) deeper(key); }}>
              <span class="where-name"><Name>{key}</Name><Unpriced requests={unpriced} terse /></span>
              <span class="where-bar" aria-hidden="true"><span class="where-fill" style={{ width: `${highest === 0 ? 0 : (100 * drawn(cost)) / highest}%` }} /></span>
              <span class="where-share quiet">{all === 0 ? "" : percent((100 * drawn(cost)) / all)}</span>
              <span class="where-cost">{unpriced === requests ? <span class="quiet">unpriced</span> : <Cost>{cost}</Cost>}</span>
            </button>
          </li>
        ))}
      </ol>
      {rows.length > MOST_ROWS ? <p class="quiet where-more">{rows.length - MOST_ROWS} more {dimension}s</p> : null}
    </Card>
  );
}

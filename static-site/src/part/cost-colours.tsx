import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { readLevels, USUAL_LEVELS } from "../shape/cards";
import { levels, setLevels } from "../store/levels";
import { CostLevelMark } from "./cost-level";
import { Card } from "./text";

const SHOWN = { requests: 1, unpricedRequests: 0 };

/** From which cost on a session is yellow, and above which it is red. */
export function CostColours(): JSX.Element {
  const [raised, setRaised] = useState(levels.value.raised);
  const [high, setHigh] = useState(levels.value.high);
  const chosen = readLevels(raised, high);
  const type = (from: string, above: string): void => {
    setRaised(from);
    setHigh(above);
    const read = readLevels(from, above);
    if (read !== null) setLevels(read);
  };
  return (
    <Card title="Colours of session costs" class="cost-colours" aside={<span class="quiet">kept in this browser</span>}>
      <div class="form-row">
        <label class="field">Raised from, $<input class="short-input" inputMode="decimal" value={raised} aria-invalid={chosen === null} onInput={(event) => type(event.currentTarget.value, high)} /></label>
        <label class="field">High above, $<input class="short-input" inputMode="decimal" value={high} aria-invalid={chosen === null} onInput={(event) => type(raised, event.currentTarget.value)} /></label>
        <p class="cost-colours-shown" aria-hidden="true">
          {["0", levels.value.raised, `${levels.value.high}1`].map((cost) => <CostLevelMark key={cost} totals={{ ...SHOWN, estimatedCostUsd: cost }} />)}
        </p>
        <button type="button" class="button button-small" onClick={() => type(USUAL_LEVELS.raised, USUAL_LEVELS.high)}>As usual</button>
      </div>
      <p class="cost-colours-note" role="status">{chosen === null ? <span class="problem">Two amounts of more than nothing, the lower one first.</span> : <span class="quiet">The colour is never alone: a shape and a word say the same.</span>}</p>
    </Card>
  );
}

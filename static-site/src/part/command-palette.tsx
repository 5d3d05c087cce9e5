import { signal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { valuesOf } from "../shape/cells";
import { searched, type Command } from "../shape/palette-search";
import { PAGES } from "../shape/address";
import { PRESETS } from "../shape/range";
import { days, goTo, setFilter, setOwn, setRange } from "../store/address";
import { budgets, refreshBudgets } from "../store/brake";
import { cubesOf } from "../store/cubes";
import { live } from "../store/live-feed";
import { valueOf } from "../store/loaded";
import { theme, THEMES } from "../store/theme";
import { PAGE_TITLES } from "./rail";

interface Runnable extends Command {
  readonly run: () => void;
}

/** Everything one can jump to: pages, budgets, ranges, filters, running sessions, themes. */
function commands(): readonly Runnable[] {
  const cubes = valueOf(cubesOf(days.value)) ?? [];
  return [
    ...PAGES.map((page): Runnable => ({ id: `page ${page}`, group: "Go to", title: PAGE_TITLES[page], run: () => goTo(page) })),
    { id: "budget new", group: "Make", title: "New budget", run: () => { goTo("budgets"); setOwn({ form: "new" }, true); } },
    { id: "alert settings", group: "Go to", title: "Alert settings", run: () => { goTo("alerts"); setOwn({ tab: "settings" }, true); } },
    ...(valueOf(budgets.value) ?? []).map((budget): Runnable => ({ id: `budget ${budget.id}`, group: "Budget", title: budget.name, run: () => goTo("budgets", { id: budget.id }) })),
    ...PRESETS.map(({ range, label }): Runnable => ({ id: `range ${label}`, group: "Range", title: label, run: () => setRange(range) })),
    ...(["project", "user", "model", "agent"] as const).flatMap((dimension) =>
      valuesOf(cubes, dimension).map((value): Runnable => ({ id: `${dimension} ${value}`, group: `Filter by ${dimension}`, title: value, run: () => setFilter(dimension, value) })),
    ),
    ...(valueOf(live.value)?.activeSessions ?? []).map((card): Runnable => ({
      id: `session ${card.id}`, group: "Session", title: `${card.project ?? "unattributed"} ${card.id.slice(0, 8)}`, run: () => goTo("sessions", { id: card.id }),
    })),
    ...THEMES.map((choice): Runnable => ({ id: `theme ${choice}`, group: "Theme", title: choice, run: () => (theme.value = choice) })),
  ];
}

export const paletteOpen = signal(false);

/** ⌘K or Ctrl+K from anywhere. */
export function CommandPalette(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const open = paletteOpen.value;
  useEffect(() => {
    const key = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      paletteOpen.value = true;
    };
    addEventListener("keydown", key);
    return () => removeEventListener("keydown", key);
  }, []);
  useEffect(() => {
    if (!open) return;
    setTyped("");
    setAt(0);
    void refreshBudgets();
    if (dialog.current?.open === false) dialog.current.showModal();
    input.current?.focus();
  }, [open]);
  const close = (): void => {
    dialog.current?.close();
  };
  const found = open ? searched(commands(), typed) : [];
  const chosen = found[Math.min(at, found.length - 1)];
  const run = (command: Runnable | undefined): void => {
    if (command === undefined) return;
    close();
    command.run();
  };
  const walk = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((before) => (before + step + found.length) % Math.max(1, found.length));
    } else if (event.key === "Enter") run(chosen);
  };
  return (
    <dialog ref={dialog} class="palette" aria-label="Jump to" onClose={() => (paletteOpen.value = false)} onClick={(event) => { if (event.target === dialog.current) close(); }}>
      {open ? (
        <>
          <input
            type="search" list={undefined} ref={input} placeholder="Jump to a page, project, model…" aria-label="Jump to" role="combobox" aria-expanded="true" aria-controls="palette-list"
            aria-activedescendant={chosen === undefined ? undefined : `palette-${found.indexOf(chosen)}`} value={typed} autocomplete="off"
            onInput={(event) => { setTyped(event.currentTarget.value); setAt(0); }} onKeyDown={walk}
          />
          <ul id="palette-list" role="listbox" aria-label="Found">
            {found.map((command, index) => (
              <li key={command.id} id={`palette-${index}`} role="option" aria-selected={command === chosen} onClick={() => run(command)} onPointerMove={() => setAt(index)}>
                <span class="quiet">{command.group}</span> <bdi>{command.title}</bdi>
              </li>
            ))}
          </ul>
          {found.length === 0 ? <p class="quiet palette-none" role="status">Nothing by that name in these days.</p> : null}
        </>
      ) : null}
    </dialog>
  );
}

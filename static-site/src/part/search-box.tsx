import type { JSX } from "preact";
import { own, setOwn } from "../store/address";
import { Icon } from "./icons";

export function SearchBox({ label }: { readonly label: string }): JSX.Element {
  return (
    <label class="search">
      <Icon name="search" />
      <input type="search" aria-label={label} placeholder={label} value={own("q")} onInput={(event) => setOwn({ q: event.currentTarget.value, page: null }, true)} />
    </label>
  );
}

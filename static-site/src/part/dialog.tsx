import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Icon } from "./icons";

/** A question that comes before everything else. It is open as long as it is drawn; Escape and the cross ask for the end. */
export function Dialog({ title, close, children }: { readonly title: string; readonly close: () => void; readonly children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    element?.querySelector<HTMLElement>("[data-first], input, select, textarea")?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={heading} onCancel={(event) => { event.preventDefault(); close(); }}>
      <header class="card-head">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="button button-plain" aria-label="Close" onClick={close}><Icon name="close" /></button>
      </header>
      {children}
    </dialog>
  );
}

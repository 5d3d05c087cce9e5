import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

/** A button with a panel beneath; Escape, a click elsewhere and leaving with the keyboard close it. */
export function Popover({ label, title, class: look, children }: {
  readonly label: ComponentChildren;
  readonly title: string;
  readonly class: string;
  readonly children: (close: () => void) => ComponentChildren;
}): JSX.Element {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  useEffect(() => {
    if (!open) return undefined;
    const outside = (event: Event): void => {
      if (event.target instanceof Node && frame.current?.contains(event.target) === false) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key === "Escape") close();
    };
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    document.addEventListener("keydown", escape);
    frame.current?.querySelector<HTMLElement>("input, select")?.focus();
    return () => {
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
      document.removeEventListener("keydown", escape);
    };
  }, [open]);
  return (
    <div class="popover-frame" ref={frame}>
      <button ref={button} type="button" class={look} aria-haspopup="dialog" aria-expanded={open} title={title} onClick={() => setOpen(!open)}>{label}</button>
      {open ? <div class="popover" role="dialog" aria-label={title}>{children(close)}</div> : null}
    </div>
  );
}

import type { ComponentChildren, JSX } from "preact";

/** What is wrong with an input, beneath it and announced. */
export function Problems({ of: problems, id }: { readonly of: readonly string[]; readonly id?: string }): JSX.Element | null {
  if (problems.length === 0) return null;
  return <p class="problem field-problem" role="alert" {...(id === undefined ? {} : { id })}>{problems.join(" ")}</p>;
}

/** An input with its label, a hint and what is wrong with it. `children` gets what ties the input to the words. */
export function Field({ name, label, hint, problems, children }: {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly problems: readonly string[];
  readonly children: (tie: { readonly id: string; readonly "aria-invalid": boolean; readonly "aria-describedby"?: string }) => ComponentChildren;
}): JSX.Element {
  const id = inputId(name);
  const wrong = problems.length > 0;
  const describedBy = [wrong ? `${id}-problem` : "", hint === undefined ? "" : `${id}-hint`].filter((part) => part !== "").join(" ");
  return (
    <div class={`field ${wrong ? "field-wrong" : ""}`}>
      <label for={id}>{label}</label>
      {children({ id, "aria-invalid": wrong, ...(describedBy === "" ? {} : { "aria-describedby": describedBy }) })}
      {hint === undefined ? null : <p id={`${id}-hint`} class="field-hint">{hint}</p>}
      <Problems of={problems} id={`${id}-problem`} />
    </div>
  );
}

/** The element id of an input of a form. */
export function inputId(name: string): string {
  return `field-${name.replace(/[^a-zA-Z0-9]+/g, "-").replace(/-$/, "")}`;
}

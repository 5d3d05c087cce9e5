import type { ComponentChildren, JSX } from "preact";
import { ago, clock } from "../shape/format";
import { now } from "../store/clock";
import { zone } from "../store/live-feed";
import type { Loaded } from "../store/loaded";
import { Icon } from "./icons";

/** Grey shapes of the final size, so that nothing jumps when the answer comes. */
export function Skeleton({ rows = 5, class: extra = "" }: { readonly rows?: number; readonly class?: string }): JSX.Element {
  return (
    <div class={`skeleton ${extra}`} role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => <div key={index} class="skeleton-row" />)}
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }): JSX.Element {
  return (
    <div class="face">
      <p class="face-title">{title}</p>
      {children === undefined ? null : <div class="face-text">{children}</div>}
    </div>
  );
}

export function Failed({ what, reason, since, retry }: {
  readonly what: string;
  readonly reason: string;
  readonly since: number;
  readonly retry: () => void;
}): JSX.Element {
  return (
    <div class="face" role="alert">
      <p class="face-title"><Icon name="warn" /> {what} could not be loaded</p>
      <p class="face-text">{reason} Since {clock(since, zone.value)}, {ago(now.value - since)}.</p>
      <button type="button" class="button" onClick={retry}><Icon name="retry" /> Try again</button>
    </div>
  );
}

/** Picks the face. Children draw the value; stale ones stay on the screen with their age. */
export function Face<T>({ of: loaded, what, retry, skeleton, missing, children }: {
  readonly of: Loaded<T>;
  readonly what: string;
  readonly retry: () => void;
  readonly skeleton: ComponentChildren;
  readonly missing?: ComponentChildren;
  readonly children: (value: T) => ComponentChildren;
}): JSX.Element {
  switch (loaded.state) {
    case "loading":
      return <>{skeleton}</>;
    case "missing":
      return <>{missing ?? <Empty title={`${what}: not found`}>It may have been removed, or the link is mistyped.</Empty>}</>;
    case "forbidden":
      return (
        <Empty title="Not allowed">
          {loaded.reason} Ask for a token with the <code>read</code> scope, or sign in with another one under Settings.
        </Empty>
      );
    case "failed":
      return <Failed what={what} reason={loaded.reason} since={loaded.since} retry={retry} />;
    case "stale":
      return (
        <>
          <p class="stale" role="status">
            <Icon name="warn" /> {what}: as of {clock(loaded.at, zone.value)}, {ago(now.value - loaded.at)}. {loaded.reason}
            <button type="button" class="button button-small" onClick={retry}><Icon name="retry" /> Try again</button>
          </p>
          {children(loaded.value)}
        </>
      );
    case "ready":
      return <>{children(loaded.value)}</>;
  }
}

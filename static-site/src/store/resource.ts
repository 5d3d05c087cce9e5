import { useEffect, useRef, useState } from "preact/hooks";
import { after, LOADING, type Loaded } from "./loaded";
import type { Answer } from "./http";
import { askSignedIn } from "./sign-in";

export interface Resource<T> {
  readonly loaded: Loaded<T>;
  readonly retry: () => void;
}

/**
 * Fetches a path and again whenever the path or `version` changes. Another path starts over with a skeleton; another
 * version of the same path keeps showing what is there until the answer comes.
 */
export function useResource<T>(path: string | null, parse: (data: unknown) => T, version: number | string = 0): Resource<T> {
  return useAnswers(path, (signal) => (path === null ? Promise.resolve({ kind: "missing" }) : askSignedIn(path, { signal })), parse, version);
}

/**
 * Like {@link useResource}, for what takes more than one question. A version that comes while an answer is under way
 * waits for it: started over each time, an answer that takes longer than the next look would never arrive.
 */
export function useAnswers<T>(
  key: string | null,
  load: (signal: AbortSignal) => Promise<Answer>,
  parse: (data: unknown) => T,
  version: number | string = 0,
): Resource<T> {
  const [shown, setShown] = useState<{ readonly key: string | null; readonly loaded: Loaded<T> }>({ key, loaded: LOADING });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef({ load, parse });
  const underWay = useRef<AbortController | null>(null);
  const again = useRef(false);
  latest.current = { load, parse };
  useEffect(() => () => {
    underWay.current?.abort();
    underWay.current = null;
  }, [key]);
  useEffect(() => {
    if (key === null) return;
    again.current = underWay.current !== null;
    if (again.current) return;
    const abort = new AbortController();
    underWay.current = abort;
    void latest.current.load(abort.signal).then((answer) => {
      if (abort.signal.aborted) return;
      underWay.current = null;
      setShown((before) => ({
        key,
        loaded: after(before.key === key ? before.loaded : LOADING, answer, (data) => latest.current.parse(data), Date.now()),
      }));
      if (again.current) setAttempt((count) => count + 1);
    });
  }, [key, version, attempt]);
  return { loaded: shown.key === key ? shown.loaded : LOADING, retry: () => setAttempt((count) => count + 1) };
}

import type { FunctionComponent, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Failed, Skeleton } from "./faces";

/** A page whose code is fetched when it is first opened, so that it does not weigh on the first load. */
export function lazy<P extends object>(what: string, load: () => Promise<FunctionComponent<P>>): FunctionComponent<P> {
  let found: FunctionComponent<P> | null = null;
  return function Lazy(props: P): JSX.Element {
    const [, redraw] = useState(0);
    const [failedAt, setFailedAt] = useState<number | null>(null);
    useEffect(() => {
      if (found !== null || failedAt !== null) return;
      load().then(
        (page) => {
          found = page;
          redraw((count) => count + 1);
        },
        () => setFailedAt(Date.now()),
      );
    }, [failedAt]);
    if (found !== null) {
      const Found = found;
      return <Found {...props} />;
    }
    return (
      <div class="card">
        {failedAt === null ? <Skeleton rows={8} /> : <Failed what={what} reason="Its code could not be fetched." since={failedAt} retry={() => setFailedAt(null)} />}
      </div>
    );
  };
}

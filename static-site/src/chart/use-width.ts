import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

/** The width the surroundings give; 0 until it is known. */
export function useWidth<E extends HTMLElement>(): readonly [RefObject<E | null>, number] {
  const reference = useRef<E>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = reference.current;
    if (element === null) return undefined;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [reference, width];
}

/** What the screen has left for the main chart when the cards above and the lists beneath are to be seen without scrolling. */
function chartHeight(): number {
  return innerWidth < 720 ? 200 : Math.min(400, Math.max(180, innerHeight - 580));
}

export function useChartHeight(): number {
  const [height, setHeight] = useState(chartHeight);
  useEffect(() => {
    const measure = (): void => setHeight(chartHeight());
    addEventListener("resize", measure);
    return () => removeEventListener("resize", measure);
  }, []);
  return height;
}

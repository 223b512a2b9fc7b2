import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** An element, and its width in whole pixels as it changes; 0 until it is on the page. */
export function useWidth() {
  const ref = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    if (ref.current === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}

/**
 * Hears the wheel before the page scrolls; React's own listener comes too late to stop that. `share` is how far to the
 * right of the element the pointer is, 0 to 1.
 */
export function useWheel(
  ref: { readonly current: HTMLElement | null },
  listener: (event: WheelEvent, share: number) => void,
): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const listen = (event: WheelEvent): void => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      latest.current(event, (event.clientX - box.left) / box.width);
    };
    element.addEventListener('wheel', listen, { passive: false });
    return () => element.removeEventListener('wheel', listen);
  }, [ref]);
}

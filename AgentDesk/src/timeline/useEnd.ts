import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Within this many pixels of the end the timeline follows what comes. */
const NEAR = 80;

/**
 * Keeps a scrolling box at its end while it is there, also when a banner or a growing composer makes it smaller, and otherwise keeps its place
 * when older content comes in above. `first` names what is on top; `content` changes whenever anything is drawn anew.
 */
export function useEnd(first: number, content: unknown) {
  const [box, attach] = useState<HTMLDivElement | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const before = useRef({ first, height: 0 });

  const toEnd = useCallback(() => {
    if (box) box.scrollTop = box.scrollHeight;
    setAtEnd(true);
  }, [box]);
  const follow = useCallback(() => { if (box) setAtEnd(box.scrollHeight - box.scrollTop - box.clientHeight < NEAR); }, [box]);

  useLayoutEffect(() => {
    if (!box) return;
    if (atEnd) box.scrollTop = box.scrollHeight;
    else if (first < before.current.first) box.scrollTop += box.scrollHeight - before.current.height;
    before.current = { first, height: box.scrollHeight };
  }, [box, content]);
  useLayoutEffect(() => {
    if (!box || !atEnd) return;
    const observer = new ResizeObserver(() => { box.scrollTop = box.scrollHeight; });
    observer.observe(box);
    return () => observer.disconnect();
  }, [box, atEnd]);

  return { attach, atEnd, follow, toEnd };
}

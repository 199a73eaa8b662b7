import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface Props<P> {
  /** Loads the part; called once for each time it comes into sight. */
  readonly load: () => Promise<ComponentType<P>>;
  readonly props: P;
}

/** A part that most visitors never see, loaded when it is wanted. While the hub can't be reached it is tried again every few seconds. */
export function Later<P extends object>({ load, props }: Props<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    load().then(part => setPart(() => part), () => { timer = setTimeout(() => setTries(tries + 1), 3_000); });
    return () => clearTimeout(timer);
  }, [tries]);
  return Part && <Part {...props} />;
}

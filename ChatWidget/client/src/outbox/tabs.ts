/** Speaks to the other tabs of the same person. */
export interface TabChannel {
  /** `message` is anything that JSON keeps; this tab does not hear it. */
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** Runs `work` while no other tab runs work of the same name. */
export type Exclusive = (name: string, work: () => Promise<void>) => Promise<void>;

/** For browsers without locks: two tabs may then send the same item, and the client id makes that harmless. */
export const unguarded: Exclusive = (_, work) => work();

interface LockManager {
  request(name: string, work: () => Promise<void>): Promise<void>;
}

/** By the Web Locks of the browser, where there are any; frames whose storage is forbidden have them in name only. */
export function webLocks(locks: LockManager | undefined): Exclusive {
  if (!locks) return unguarded;
  return async (name, work) => {
    let begun = false;
    try {
      await locks.request(name, () => {
        begun = true;
        return work();
      });
    } catch (error) {
      if (begun) throw error;
      await work();
    }
  };
}

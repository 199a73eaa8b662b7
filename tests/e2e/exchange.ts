import { Hub } from "./hub.js";
import { Pbx } from "./pbx.js";
import { expect, test as base } from "./stage.js";

interface Peers {
  readonly pbx: Pbx;
  /** What the hub is told of the other systems that it works with here. */
  readonly peers: readonly string[];
  readonly hub: Hub;
}

/** As the stage's `test`, with a hub that is connected to an exchange. */
export const test = base.extend<object, Peers>({
  pbx: [
    // The fixture must name what it depends on, for another hub to get an exchange of its own.
    async ({ hubOf }, use) => {
      const pbx = await Pbx.start();
      await use(pbx);
      await pbx.stop();
      void hubOf;
    },
    { scope: "worker" },
  ],
  peers: [[], { scope: "worker" }],
  hub: [
    async ({ pbx, peers }, use) => {
      const hub = await Hub.start([...pbx.settings, ...peers]);
      await expect.poll(() => pbx.last("QueueStatus")).toBeDefined();
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

export { expect } from "./stage.js";

import { test as base, type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { Hub } from "./hub.js";
import { Agent } from "./pages/agent.js";
import { Citizen } from "./pages/citizen.js";
import { Witness } from "./witness.js";

type Profile = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** The people of one test, each in a browser profile of their own. */
export class Stage {
  readonly #witness = new Witness();

  constructor(
    readonly hub: Hub,
    private readonly browser: Browser,
  ) {}

  /** A citizen on the demo site. */
  async citizen(profile: Profile = {}): Promise<Citizen> {
    return Citizen.visit(await this.#profile(profile), this.hub.address);
  }

  /** A citizen who asked for a person and then wrote this, by which the desk's lists show the conversation. */
  async waiting(matter: string, profile: Profile = {}): Promise<Citizen> {
    const citizen = await this.citizen(profile);
    await citizen.open();
    await citizen.queue(matter);
    return citizen;
  }

  /** A tab of somebody not known yet. */
  async emptyPage(): Promise<Page> {
    return (await this.#profile({})).newPage();
  }

  async agent(name: string, profile: Profile = {}): Promise<Agent> {
    return Agent.signIn(await this.#profile(profile), this.hub.address, this.hub.person(name));
  }

  /** The first administrator; the one-time password is replaced by a password of their own the first time. */
  async administrator(): Promise<Agent> {
    const page = await this.emptyPage();
    const agent = new Agent(page);
    const { email, password } = this.hub.person("admin");
    await page.goto(`${this.hub.address}/desk/`);
    await agent.enter({ email, password });
    await page.getByRole("heading", { name: "Yeni parolanızı belirleyin" }).or(agent.me).waitFor();
    if (await agent.me.isVisible()) return agent;
    const chosen = "dört mevsim yeşil ova";
    await page.getByLabel("Şimdiki parola").fill(password);
    await page.getByLabel("Yeni parola", { exact: true }).fill(chosen);
    await page.getByLabel("Yeni parola (tekrar)").fill(chosen);
    await page.getByRole("button", { name: "Parolayı değiştir" }).click();
    await expect(agent.me).toBeVisible();
    this.hub.people.set("admin", { email, password: chosen });
    return agent;
  }

  /** What is seen on every screen and went wrong in the browsers and the hub, for a test that failed. */
  async report(): Promise<string> {
    return this.#witness.report(this.browser, this.hub);
  }

  async end(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()));
  }

  async #profile(profile: Profile): Promise<BrowserContext> {
    const context = await this.browser.newContext(profile);
    this.#witness.watch(context);
    return context;
  }
}

interface FileFixtures {
  /** The specs that share a hub name the same one; a hub of its own is for what others would disturb. */
  readonly hubOf: string;
}

/** For each test a stage whose people leave at its end. */
export const test = base.extend<{ stage: Stage }, FileFixtures & { hub: Hub }>({
  hubOf: ["everybody", { scope: "worker", option: true }],
  hub: [
    // The fixture must name what it depends on, for another one to get a hub of its own.
    async ({ hubOf }, use) => {
      const hub = await Hub.start();
      await use(hub);
      await hub.stop();
      void hubOf;
    },
    { scope: "worker", timeout: 180_000 },
  ],
  stage: async ({ browser, hub }, use, info) => {
    const stage = new Stage(hub, browser);
    await use(stage);
    // Printed, because a machine that runs the suite for somebody may keep nothing but the output.
    if (info.status !== info.expectedStatus) console.log(`${info.titlePath.join(" › ")} failed\n${await stage.report()}`);
    await stage.end();
  },
});

export { expect } from "@playwright/test";

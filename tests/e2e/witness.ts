import type { Browser, BrowserContext, Page } from "@playwright/test";
import type { Hub } from "./hub.js";

const lines = 60;

/** Watches the browsers of one test, to say after a failure what a locator's "not found" does not. */
export class Witness {
  readonly #events: string[] = [];
  readonly #start = Date.now();

  watch(context: BrowserContext): void {
    context.on("console", (message) => this.#note(`console ${message.type()}: ${message.text()}`));
    context.on("weberror", (error) => this.#note(`uncaught: ${error.error().stack ?? error.error().message}`));
    context.on("requestfailed", (request) => this.#note(`${request.method()} ${request.url()} failed: ${request.failure()?.errorText ?? ""}`));
    context.on("response", (response) => void (response.status() >= 400 && this.#note(`${response.request().method()} ${response.url()} answered ${response.status()}`)));
  }

  /** What stands on every screen, what went wrong in the browsers, and the hub's last words. */
  async report(browser: Browser, hub: Hub): Promise<string> {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const screens = await Promise.all(pages.map(read));
    return [...screens, "--- browsers", ...this.#events.slice(-lines), "--- hub", ...hub.output.trimEnd().split("\n").slice(-lines)].join("\n");
  }

  #note(event: string): void {
    this.#events.push(`${((Date.now() - this.#start) / 1000).toFixed(1)} s ${event}`);
  }
}

async function read(page: Page): Promise<string> {
  const frames = page.frames().map(async (frame) => {
    try {
      return `--- ${frame.url()}\n${await frame.locator("body").ariaSnapshot({ timeout: 5_000 })}`;
    } catch (error) {
      return `--- ${frame.url()} could not be read: ${String(error)}`;
    }
  });
  return (await Promise.all(frames)).join("\n");
}

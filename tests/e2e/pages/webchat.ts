import { expect, type Locator, type Page } from "@playwright/test";

interface File {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A citizen's tab: the municipality's page with Microsoft's Web Chat on it. */
export class WebChat {
  constructor(readonly page: Page) {}

  /** Goes to the page in an empty tab, whose clock can be put forward. */
  static async visit(page: Page, address: string): Promise<WebChat> {
    const chat = new WebChat(page);
    await page.clock.install();
    await page.goto(`${address}/chat.html`);
    await chat.composer.waitFor();
    return chat;
  }

  get feed(): Locator {
    return this.page.getByRole("feed");
  }

  get bubbles(): Locator {
    return this.feed.getByRole("group");
  }

  get composer(): Locator {
    return this.page.getByRole("textbox", { name: "İleti gelen kutusu" });
  }

  get actions(): Locator {
    return this.page.getByRole("toolbar", { name: "Önerilen eylemler" }).getByRole("button");
  }

  get typing(): Locator {
    return this.page.getByText("Yazma göstergesi gösteriliyor");
  }

  /** The button beside a message that did not go out. It stays there when it was sent again, which is another message to Web Chat. */
  sendAgain(text: string): Locator {
    return this.feed.getByRole("article").filter({ hasText: text }).getByRole("button", { name: "Yeniden Dene" });
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press("Enter");
  }

  async send(text: string, ...files: File[]): Promise<void> {
    await this.page.locator("input[type=file]").setInputFiles(files);
    // Only a tick on the paper clip says that they will go with the message.
    await expect(this.page.locator(".webchat__attachment-icon--checked")).toBeVisible();
    await this.say(text);
  }

  message(text: string | RegExp): Locator {
    return this.bubbles.getByText(text);
  }

  /** Who said what, from the top. */
  async lines(): Promise<string[]> {
    return (await this.bubbles.allInnerTexts()).map((line) => line.replace(/\s+/g, " ").trim());
  }

  /** Each of the texts once, in this order, and nothing of them else. */
  async shows(texts: readonly string[]): Promise<void> {
    await expect.poll(async () => (await this.lines()).flatMap((line) => texts.filter((text) => line.includes(text)))).toEqual(texts);
  }

  /** Puts the tab's clock forward, by which the pauses before it reconnects and gives up sending pass, until this is there. */
  async waitsUntil(there: Locator): Promise<void> {
    await expect(async () => {
      await this.page.clock.fastForward(15_000);
      await expect(there).toHaveCount(1, { timeout: 1_000 });
    }).toPass({ timeout: 120_000 });
  }
}

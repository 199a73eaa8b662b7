import { createHmac } from "node:crypto";
import { type BrowserContext, expect, type FrameLocator, type Locator, type Page } from "@playwright/test";
import { linesOf } from "./timeline.js";

/** The words by which a citizen finds things, in one of the widget's languages. */
export interface Words {
  readonly compose: string;
  readonly send: string;
  readonly person: string;
  readonly queued: RegExp;
  readonly menu: string;
  readonly close: string;
}

export const turkish: Words = {
  compose: "Mesajınızı yazın…", send: "Gönder", person: "Temsilciye bağlan", queued: /Sıradaki yeriniz: \d+/, menu: "Seçenekler", close: "Kapat",
};
export const english: Words = {
  compose: "Type your message…", send: "Send", person: "Talk to a person", queued: /Your place in the queue: \d+/, menu: "Options", close: "Close",
};
export const arabic: Words = {
  compose: "اكتب رسالتك…", send: "إرسال", person: "التحدث إلى موظف", queued: /ترتيبك في الانتظار: \d+/, menu: "خيارات", close: "إغلاق",
};

/** The demo site's, in Api/appsettings.Development.json. */
const siteSecret = "demo-only-secret-of-the-demo-municipality";

/** A citizen's tab: a page of a site with the chat on it. */
export class Citizen {
  readonly launcher: Locator;
  /** The frame of the chat: the only thing that is found by its place, because its title changes with the language. */
  readonly frame: FrameLocator;
  words = turkish;

  constructor(readonly page: Page) {
    this.launcher = page.getByRole("button", { name: /^(Canlı destek|Live support|الدعم المباشر)/ });
    this.frame = page.frameLocator("#contacthub iframe");
  }

  /** Goes to a page of the demo site in a new tab. */
  static async visit(context: BrowserContext, address: string): Promise<Citizen> {
    const citizen = new Citizen(await context.newPage());
    await citizen.page.goto(`${address}/demo/`);
    return citizen;
  }

  get panel(): Locator {
    return this.frame.getByRole("dialog");
  }

  get log(): Locator {
    return this.frame.getByRole("log");
  }

  get composer(): Locator {
    return this.frame.getByRole("textbox", { name: this.words.compose });
  }

  get person(): Locator {
    return this.frame.getByRole("contentinfo").getByRole("button", { name: this.words.person });
  }

  get place(): Locator {
    return this.frame.getByText(this.words.queued);
  }

  get quickReplies(): Locator {
    return this.frame.getByRole("group", { name: /Hazır yanıtlar|Quick replies|ردود سريعة/ }).getByRole("button");
  }

  /** The site says who its visitor is, with a token that its server signed. */
  async identify(sub: string, name: string, reached: { readonly phone?: string; readonly email?: string } = {}): Promise<void> {
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
    const body = `${encode({ alg: "HS256", typ: "JWT" })}.${encode({ sub, name, ...reached, exp: Math.floor(Date.now() / 1000) + 3600 })}`;
    const token = `${body}.${createHmac("sha256", siteSecret).update(body).digest("base64url")}`;
    await expect(this.launcher).toBeVisible();
    await this.page.evaluate((signed) => (window as unknown as { ContactHub: { identify(token: string): void } }).ContactHub.identify(signed), token);
  }

  async open(): Promise<void> {
    await this.launcher.click();
    await this.composer.waitFor();
  }

  /** Chooses a language in the panel's menu. */
  async speak(language: string, words: Words): Promise<void> {
    await this.frame.getByRole("button", { name: this.words.menu }).click();
    await this.frame.getByText(language, { exact: true }).click();
    this.words = words;
    await this.composer.waitFor();
    await this.page.keyboard.press("Escape");
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.frame.getByRole("button", { name: this.words.send, exact: true }).click();
  }

  /** Asks for a person, and says something while waiting. */
  async queue(matter: string): Promise<void> {
    await this.person.click();
    await expect(this.place).toBeVisible();
    await this.say(matter);
    await expect(this.message(matter)).toBeVisible();
  }

  /** A bubble in the conversation with this text in it. */
  message(text: string | RegExp): Locator {
    return this.log.getByText(text);
  }

  /** A quiet line between the bubbles, or a status, with this text. */
  note(text: string | RegExp): Locator {
    return this.panel.getByText(text);
  }

  timeline(): Promise<string[]> {
    return linesOf(this.log.locator("> *"));
  }
}

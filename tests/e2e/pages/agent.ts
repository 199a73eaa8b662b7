import { type BrowserContext, expect, type Locator, type Page } from "@playwright/test";
import type { SignIn } from "../hub.js";
import { linesOf } from "./timeline.js";

/** Somebody of the municipality at the desk. */
export class Agent {
  constructor(readonly page: Page) {}

  /** Opens the desk in a new tab and signs in. */
  static async signIn(context: BrowserContext, address: string, who: SignIn): Promise<Agent> {
    const agent = new Agent(await context.newPage());
    await agent.page.goto(`${address}/desk/`);
    await agent.enter(who);
    await expect(agent.me).toBeVisible();
    return agent;
  }

  async enter(who: SignIn): Promise<void> {
    await this.page.getByLabel(/^(E-posta|E-mail)$/).fill(who.email);
    await this.page.getByLabel(/^(Parola|Password)$/).fill(who.password);
    await this.page.getByRole("button", { name: /^(Oturum aç|Sign in)$/ }).click();
  }

  /** The button with the own name, presence and load. */
  get me(): Locator {
    return this.page.getByRole("navigation", { name: /Ana gezinme|Main navigation/ }).locator("button[aria-haspopup=menu]");
  }

  get offer(): Locator {
    return this.page.getByRole("alert", { name: "Size bir görüşme teklif ediliyor" });
  }

  get conversation(): Locator {
    return this.page.getByRole("region", { name: /^(Görüşme|Conversation)$/ });
  }

  get log(): Locator {
    return this.conversation.getByRole("log");
  }

  get composer(): Locator {
    return this.conversation.getByRole("textbox", { name: /^(Yanıt|Reply)$/ });
  }

  get notes(): Locator {
    return this.conversation.getByRole("textbox", { name: /^(İç not|Internal note)$/ });
  }

  get takeOver(): Locator {
    return this.conversation.getByRole("button", { name: /^(Devral|Take over)/ });
  }

  async become(presence: "Müsait" | "Meşgul" | "Uzakta"): Promise<void> {
    await this.me.click();
    await this.page.getByRole("menuitemradio", { name: presence }).click();
    await expect(this.me).toHaveAccessibleName(new RegExp(`, ${presence}`));
  }

  async list(name: "Benim" | "Bekleyen" | "Bot" | "Tümü" | "Çözülen"): Promise<void> {
    const tab = this.page.getByRole("navigation", { name: "Listeler" }).getByRole("link", { name: new RegExp(name) });
    await tab.click();
    await expect(tab).toHaveAttribute("aria-current", "page");
  }

  /** A conversation in the list that is shown, found by what was said last. */
  row(text: string | RegExp): Locator {
    return this.page.getByRole("listbox").getByRole("option").filter({ hasText: text });
  }

  /** Takes the waiting conversation in which this was said last. */
  async take(text: string): Promise<void> {
    await this.list("Bekleyen");
    await this.row(text).click();
    await expect(this.message(text).last()).toBeVisible();
    await this.takeOver.click();
    // Who wrote a mail is answered by mail.
    await expect(this.composer.or(this.conversation.getByRole("group", { name: "E-posta yaz" })).first()).toBeVisible();
  }

  async accept(): Promise<void> {
    await this.offer.getByRole("button", { name: /^Kabul et/ }).click();
    await expect(this.composer).toBeVisible();
  }

  async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.conversation.getByRole("button", { name: /^(Gönder|Send)$/ }).click();
  }

  /** Answers by mail, to whom and with which subject the desk proposes. */
  async mail(text: string): Promise<void> {
    await this.conversation.getByRole("group", { name: "Yanıtın yolu" }).getByRole("button", { name: "E-posta" }).click();
    const letter = this.conversation.getByRole("group", { name: "E-posta yaz" });
    await letter.getByRole("textbox", { name: "E-posta metni" }).fill(text);
    await letter.getByRole("button", { name: "E-postayı gönder" }).click();
    await expect(this.message(text)).toBeVisible();
    await this.conversation.getByRole("group", { name: "Yanıtın yolu" }).getByRole("button", { name: "Mesaj" }).click();
  }

  /** Says what stands below the own mails. */
  async sign(title: string, text: string): Promise<void> {
    await this.me.click();
    await this.page.getByRole("menuitem", { name: /^Hesabım/ }).click();
    const dialog = this.page.getByRole("dialog", { name: /^Hesabım/ });
    await dialog.getByText("E-posta imzam").click();
    await dialog.getByRole("textbox", { name: "Unvan" }).fill(title);
    await dialog.getByRole("textbox", { name: "İmza metni" }).fill(text);
    await dialog.getByRole("button", { name: "Kaydet" }).click();
    await expect(dialog.getByText("E-postanın altında")).toBeVisible();
    await dialog.getByRole("button", { name: "Kapat" }).click();
  }

  async note(text: string): Promise<void> {
    await this.conversation.getByRole("button", { name: /^(Not|Note)$/ }).click();
    await this.notes.fill(text);
    await this.conversation.getByRole("button", { name: /^(Not ekle|Add note)$/ }).click();
  }

  /** Gives the conversation to a department's queue or to a colleague. */
  async transfer(to: string, note = ""): Promise<void> {
    await this.conversation.getByRole("button", { name: "Aktar" }).click();
    const dialog = this.page.getByRole("dialog", { name: "Görüşmeyi aktar" });
    await expect(dialog.getByRole("group", { name: "Bir çalışma arkadaşına" }).getByRole("radio").first()).toBeVisible();
    await dialog.getByRole("radio", { name: new RegExp(to) }).check();
    await dialog.getByRole("textbox", { name: "Not" }).fill(note);
    await dialog.getByRole("button", { name: "Aktar" }).click();
    await expect(dialog).toBeHidden();
  }

  /** Goes to another page of the desk. */
  async visit(name: string): Promise<void> {
    await this.page.getByRole("navigation", { name: "Ana gezinme" }).getByRole("link", { name }).click();
    await expect(this.page.getByRole("region", { name })).toBeVisible();
  }

  /** Something from the menu of further actions. */
  async more(action: string): Promise<void> {
    await this.conversation.getByRole("button", { name: "Diğer işlemler" }).click();
    await this.page.getByRole("menuitem", { name: action }).click();
  }

  message(text: string | RegExp): Locator {
    return this.log.getByText(text);
  }

  timeline(): Promise<string[]> {
    return linesOf(this.log.getByRole("list").first().locator("> *"));
  }
}

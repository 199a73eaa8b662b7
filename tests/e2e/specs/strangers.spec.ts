import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { Hub } from "../hub.js";
import { Citizen } from "../pages/citizen.js";
import { expect, Stage, test as base } from "../stage.js";

/** A municipality's site with a strict content security policy: nothing but the hub's own origin, nothing inline. */
class Site {
  hub = "";
  readonly address: string;

  private constructor(private readonly server: Server) {
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    server.on("request", (_, response) => {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.setHeader("Content-Security-Policy", `default-src 'none'; script-src ${this.hub}; style-src ${this.hub}; frame-src ${this.hub}`);
      response.end(`<!doctype html><html lang="tr"><title>Site</title><h1>Site</h1><script src="${this.hub}/widget/contacthub.js" data-site="demo"></script></html>`);
    });
  }

  static async open(): Promise<Site> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return new Site(server);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

interface Sites {
  readonly allowed: Site;
  readonly foreign: Site;
}

const test = base.extend<object, { sites: Sites }>({
  sites: [
    async ({}, use) => {
      const [allowed, foreign] = [await Site.open(), await Site.open()];
      await use({ allowed, foreign });
      allowed.close();
      foreign.close();
    },
    { scope: "worker" },
  ],
  hub: [
    async ({ sites }, use) => {
      const hub = await Hub.start([`--Sites:0:AllowedOrigins:1=${sites.allowed.address}`]);
      sites.allowed.hub = sites.foreign.hub = hub.address;
      await use(hub);
      await hub.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

/** Everything that a page of the hub's origin has stored in this browser. */
async function stored(page: Page): Promise<readonly string[]> {
  const frame = page.frames().find((one) => one.url().includes("/widget/frame.html")) ?? page.mainFrame();
  const inPage = await frame.evaluate(async () => [
    ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...document.cookie.split(";").filter(Boolean),
    ...(await indexedDB.databases()).map((database) => database.name ?? ""), ...(await caches.keys()),
  ]);
  const cookies = await page.context().cookies();
  return [...inPage, ...cookies.map((cookie) => cookie.name)];
}

test("another visitor sees nothing of the first one's conversation", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.open();
  await ayse.say("Yalnızca benim sorum");
  await expect(ayse.log.getByText("Gönderildi").or(ayse.log.getByText("Dijital asistan")).first()).toBeVisible();
  const can = await stage.citizen();
  await can.open();
  await can.say("Başka bir vatandaş");
  await expect(can.log.getByText("Dijital asistan").first()).toBeVisible();
  await expect(can.frame.getByText("Yalnızca benim sorum")).toHaveCount(0);
  await expect(ayse.frame.getByText("Başka bir vatandaş")).toHaveCount(0);
});

test("nothing is stored in the browser before the first message", async ({ stage }) => {
  const ayse = await stage.citizen();
  await ayse.open();
  await ayse.composer.fill("Daha göndermedim");
  await expect(ayse.panel.getByText("Dijital asistan yanıtlıyor")).toBeVisible();
  expect(await stored(ayse.page)).toEqual([]);
  await ayse.composer.press("Enter");
  await expect(ayse.log.getByText("Dijital asistan").first()).toBeVisible();
  expect(await stored(ayse.page)).not.toEqual([]);
});

test("a site with a strict content security policy carries the chat", async ({ stage, sites }) => {
  const page = await stage.emptyPage();
  const refusals: string[] = [];
  page.on("console", (message) => void (/content security policy/i.test(message.text()) && refusals.push(message.text())));
  await page.goto(sites.allowed.address);
  const citizen = new Citizen(page);
  await citizen.open();
  await citizen.say("Başka bir siteden soruyorum");
  await expect(citizen.log.getByText("Dijital asistan").first()).toBeVisible();
  await page.reload();
  await expect(citizen.message("Başka bir siteden soruyorum")).toBeVisible();
  expect(refusals).toEqual([]);
});

test("a site that is not allowed gets no chat", async ({ stage, sites }) => {
  const page = await stage.emptyPage();
  const refused = page.waitForEvent("console", (message) => /frame-ancestors/.test(message.text()));
  await page.goto(sites.foreign.address);
  const citizen = new Citizen(page);
  await citizen.launcher.click();
  await refused;
  await expect(citizen.launcher).toBeVisible();
  await expect(citizen.panel).toHaveCount(0);
  const answer = await page.request.post(`${sites.foreign.hub}/api/visitor/session`, { headers: { origin: sites.foreign.address }, data: { site: "demo", language: "tr", token: null, identity: null, fresh: false } });
  expect(answer.status()).toBe(403);
});

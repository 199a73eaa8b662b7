import { expect, test } from "../stage.js";

test("an auditor reads conversations and the trail of who did what, and changes nothing", async ({ stage }) => {
  const matter = "Encümen kararını okumak istiyorum";
  const citizen = await stage.waiting(matter);
  const nur = await stage.agent("nur");

  await test.step("reads a conversation, and what comes meanwhile", async () => {
    await nur.list("Bekleyen");
    await nur.row(matter).click();
    await expect(nur.message(matter)).toBeVisible();
    await citizen.say("Bir de tarihini");
    await expect(nur.message("Bir de tarihini")).toBeVisible();
  });

  await test.step("can neither write nor take, not by keyboard either", async () => {
    await expect(nur.conversation.getByRole("textbox")).toHaveCount(0);
    await expect(nur.conversation.getByRole("button", { name: /Devral|Aktar|Çözüldü|Not|Gönder/ })).toHaveCount(0);
    await nur.log.focus();
    for (const key of ["t", "r", "n", "e"]) await nur.page.keyboard.press(key);
    await expect(nur.page.getByRole("dialog")).toHaveCount(0);
    await expect(nur.conversation.getByRole("textbox")).toHaveCount(0);
    await nur.me.click();
    await expect(nur.page.getByRole("menuitem", { name: "Oturumu kapat" })).toBeVisible();
    await expect(nur.page.getByRole("menuitemradio", { name: "Müsait" })).toHaveCount(0);
    await nur.page.keyboard.press("Escape");
    await nur.list("Bekleyen");
    await expect(nur.row("Bir de tarihini")).toBeVisible();
    await expect(citizen.place).toBeVisible();
  });

  await test.step("reads the trail, in which the own reading stands", async () => {
    await nur.visit("Denetim");
    await expect(nur.page.getByRole("row", { name: /Nur Demir.*Vatandaş bilgisi görüntülendi/ }).first()).toBeVisible();
  });

  await test.step("is let into no page that changes anything, nor past the pages", async () => {
    await expect(nur.page.getByRole("navigation", { name: "Ana gezinme" }).getByRole("link")).toHaveText([/Masa/, /Canlı pano/, /CİMER/, /Denetim/]);
    for (const page of ["faq", "canned", "hours", "departments", "agents"]) {
      await nur.page.evaluate((name) => { location.hash = `#/${name}`; }, page);
      await expect(nur.page.getByRole("main")).toContainText("Bu sayfa için yetkiniz yok");
    }
    const answers = await nur.page.evaluate(async () => {
      const ask = async (method: string, path: string, body?: object) =>
        (await fetch(path, { method, headers: { "X-ContactHub": "1", "Content-Type": "application/json" }, ...(body && { body: JSON.stringify(body) }) })).status;
      return {
        trail: await ask("GET", "/api/admin/audit"),
        people: await ask("GET", "/api/admin/agents"),
        department: await ask("PUT", "/api/admin/departments/nur", { id: "nur", name: { tr: "Nur", en: "Nur" }, color: "#123456", position: 99 }),
        hours: await ask("PUT", "/api/admin/hours/genel", { weekly: {}, holidays: [] }),
        faq: await ask("DELETE", "/api/admin/faq/su"),
        canned: await ask("PUT", "/api/desk/canned/nur", { id: "nur", shortcut: "nur", title: "Nur", text: "Nur", departmentId: "*" }),
      };
    });
    expect(answers).toEqual({ trail: 200, people: 403, department: 403, hours: 403, faq: 403, canned: 403 });
  });
});

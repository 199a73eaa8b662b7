import { expectAccessible } from "../accessible.js";
import { expect, test } from "../stage.js";

test("an application from CİMER is keyed in, others come as a file, and the answer is kept", async ({ stage }) => {
  const deniz = await stage.agent("deniz");
  // Nothing is offered meanwhile, which would take the page's attention.
  await deniz.become("Meşgul");
  const yesterday = new Date(Date.now() - 86_400_000).toLocaleDateString("tr-TR", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Europe/Istanbul" });
  const page = deniz.page;
  const register = page.getByRole("region", { name: "CİMER başvuruları" });
  await deniz.visit("CİMER");

  await test.step("keying one in", async () => {
    await register.getByRole("button", { name: "Başvuru gir" }).click();
    const form = page.getByRole("dialog", { name: "Başvuru gir" });
    await form.getByLabel("CİMER numarası").fill("2609990001");
    await form.getByLabel("Tür").selectOption("Şikâyet");
    await form.getByLabel("Başvuran").fill("Ayşe Iğdır");
    await form.getByLabel("Konu başlığı").fill("Çöp konteyneri");
    await form.getByLabel("Başvuru metni").fill("Sokağımızdaki konteyner kırık.");
    await form.locator("input[data-attach]").setInputFiles({ name: "dilekçe.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n1 0 obj<<>>endobj\n%%EOF") });
    await expect(form.getByText("dilekçe.pdf")).toBeVisible();
    await expectAccessible(page);
    // While a file is on its way the button says so.
    await form.getByRole("button", { name: "Kaydet" }).click();
    await expect(form).toBeHidden();
    await expect(register.getByRole("listitem").filter({ hasText: "2609990001" })).toContainText("gün kaldı");
  });

  await test.step("importing a file as a Turkish Excel saves it", async () => {
    await register.getByRole("button", { name: "CSV aktar" }).click();
    const dialog = page.getByRole("dialog", { name: "CSV aktar" });
    const csv = "\ufeff" + [
      "Başvuru No;Geliş Tarihi;Ad Soyad;Konu;Açıklama;Birim", `2609990002;${yesterday};Veli Şen;Park;Salıncak kırık;Su ve Kanalizasyon İdaresi`,
      "2609990003;;Can Ak;Yol;Çukur var;", `2609990001;${yesterday};Ayşe Iğdır;Çöp;Konteyner kırık;`, "",
    ].join("\r\n");
    await dialog.getByLabel("CSV dosyası").setInputFiles({ name: "cimer.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
    await expect(dialog.getByText("1 satır hatalı")).toBeVisible();
    await expect(dialog.getByText(/Satır 3:/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "2 başvuruyu aktar" }).click();
    await expect(dialog.getByText("1 yeni kayıt")).toBeVisible();
    await expect(dialog.getByText("1 zaten kayıtlı")).toBeVisible();
    await expect(dialog.getByRole("link", { name: "Hatalı satırları indir" })).toBeVisible();
    await dialog.getByRole("button", { name: "Kapat" }).last().click();
    await expect(register.getByRole("link", { name: "2609990002" })).toBeVisible();
  });

  await test.step("answering it, and keeping the answer", async () => {
    await register.getByRole("link", { name: "2609990001" }).click();
    await expect(deniz.log.getByText("Sokağımızdaki konteyner kırık.")).toBeVisible();
    await expect(deniz.log.getByRole("link", { name: /dilekçe\.pdf/ })).toBeVisible();
    await deniz.takeOver.click();
    await deniz.conversation.getByRole("button", { name: "CİMER’de yanıtlandı" }).click();
    const dialog = page.getByRole("dialog", { name: "CİMER’de yanıtlandı" });
    await dialog.getByLabel("Verilen yanıt").fill("Konteyner yenilendi.");
    await dialog.getByRole("button", { name: "Kaydet" }).click();
    await expect(dialog).toBeHidden();
    await expect(deniz.log.getByText("Konteyner yenilendi.")).toBeVisible();
    await expect(deniz.conversation.getByText(/^Yanıtlandı /)).toBeVisible();
    await expectAccessible(page);
  });
});

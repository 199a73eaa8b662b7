import { expect, test } from "../stage.js";

// Nobody else is to meet the frozen hub. That it is noticed is asserted here, not how soon: a busy machine adds to the timers.
test.use({ hubOf: "silence" });

test("a network that goes dead without a word is noticed by both sides, and nothing is lost", async ({ stage, hub }) => {
  const citizen = await stage.waiting("Sesim geliyor mu?");
  const deniz = await stage.agent("deniz");
  await deniz.take("Sesim geliyor mu?");
  hub.freeze();
  await Promise.all([
    expect(citizen.panel.getByText(/^Bağlantı koptu/)).toBeVisible(),
    expect(deniz.page.getByText(/^Sunucuyla bağlantı koptu/)).toBeVisible(),
  ]);
  await citizen.say("Ses gitti galiba");
  hub.thaw();
  await expect(deniz.message("Ses gitti galiba")).toHaveCount(1);
  await expect(citizen.panel.getByText(/^Bağlantı koptu/)).toBeHidden();
});

test("a device that loses its network says so at once, and what is written meanwhile goes when it is back", async ({ stage, hub }) => {
  const citizen = await stage.waiting("Metroya biniyorum");
  const deniz = await stage.agent("deniz");
  await deniz.take("Metroya biniyorum");
  // The browser's switch alone may let open connections live; nothing shall be heard over them.
  hub.freeze();
  await citizen.page.context().setOffline(true);
  await expect(citizen.panel.getByText(/^İnternet bağlantınız yok/)).toBeVisible();
  await citizen.say("Tünelden yazıyorum");
  hub.thaw();
  await citizen.page.context().setOffline(false);
  await expect(deniz.message("Tünelden yazıyorum")).toHaveCount(1);
  await expect(citizen.panel.getByText(/^İnternet bağlantınız yok/)).toBeHidden();
});

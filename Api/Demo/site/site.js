// The demo site's two languages and its one button; the chat itself is the script tag in the page's head.
const english = {
  skip: "Skip to content", name: "Yeşilova Municipality", motto: "A city that lives together", menu: "Main menu",
  services: "Services", news: "News", contact: "Contact", eyebrow: "Here for you, 24 hours a day",
  headline: "A question? Just ask.",
  lead: "Bills, waste collection, wedding appointments, water cuts… Our digital assistant answers at once, and puts you through to a person whenever you like.",
  ask: "Start a chat", all: "All services",
  s1: "Water and bills", s1t: "Balance, payment points, cuts and new subscriptions.",
  s2: "Cleaning", s2t: "Collection times, rubble and bulky waste, recycling.",
  s3: "Transport", s3t: "Bus times, city card, lost property.",
  s4: "Weddings", s4t: "Appointments, documents, wedding halls.",
  s5: "Property tax", s5t: "Due dates, declaration, exemption and payment.",
  s6: "Social support", s6t: "Home care, patient transport, grants and aid.",
  n1k: "Water", n1: "Short cuts in Çınar tonight from 23:00 to 05:00 for network maintenance.",
  n2k: "Culture", n2: "The city library is now open until 20:00 at weekends, too.",
  n3k: "Transport", n3: "Extra morning buses on line 12.",
  address: "1 Cumhuriyet Square, Yeşilova",
  about: "This page demonstrates ContactHub; Yeşilova is not a real municipality.",
  privacy: "Privacy notice",
};
const turkish = {};
const texts = document.querySelectorAll("[data-t]");
for (const element of texts) turkish[element.dataset.t] ??= element.textContent;

function show(language) {
  document.documentElement.lang = language;
  for (const element of texts) element.textContent = (language === "en" ? english : turkish)[element.dataset.t] ?? element.textContent;
  document.querySelector("nav").setAttribute("aria-label", language === "en" ? english.menu : "Ana menü");
  document.title = language === "en" ? english.name : "Yeşilova Belediyesi";
  for (const button of document.querySelectorAll("[data-language]:is(button)")) button.setAttribute("aria-pressed", String(button.dataset.language === language));
  window.ContactHub?.setLanguage(language);
}

for (const button of document.querySelectorAll("button[data-language]")) button.addEventListener("click", () => show(button.dataset.language));
document.getElementById("ask").addEventListener("click", () => window.ContactHub?.open());

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Whoever hears the buttons of a page without seeing their rows can tell them apart. */
export async function expectDistinctButtons(page: Page): Promise<void> {
  const names = await page.getByRole("main").getByRole("button").evaluateAll((buttons) => buttons.map((button) => button.ariaLabel ?? (button as HTMLElement).innerText));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
}

/** WCAG 2.2 at level AA, as far as a machine can tell: the whole page, its frames and shadow roots included. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]).analyze();
  expect(violations.map(({ id, help, nodes }) => ({ id, help, where: nodes.map((node) => node.target.flat().join(" ")) }))).toEqual([]);
}

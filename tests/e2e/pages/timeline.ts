import type { Locator } from "@playwright/test";

/** How far a message has come stands at its end and changes by itself. */
const mark = / (Gönderiliyor|Gönderildi|Okundu)$/;

/** Lines of a conversation as they are read: one text for each, in order, without how far it has come. */
export async function linesOf(lines: Locator): Promise<string[]> {
  return (await lines.allInnerTexts()).map((line) => line.replace(/\s+/g, " ").trim().replace(mark, ""));
}

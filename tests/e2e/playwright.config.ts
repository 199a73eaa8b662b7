import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
if (!chromium) throw new Error("Chromium is not installed: ./test installs it, or run `apt-get install chromium`.");

// Real Chromium against the real hub; each worker starts a hub of its own (hub.ts).
export default defineConfig({
  testDir: "specs",
  // Limits that only a failure reaches, fit for a machine several times slower than a developer's.
  timeout: 240_000,
  expect: { timeout: 45_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  outputDir: "../../test-results",
  use: {
    browserName: "chromium",
    launchOptions: {
      executablePath: chromium,
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    },
    actionTimeout: 60_000,
    locale: "tr-TR",
    timezoneId: "Europe/Istanbul",
    screenshot: "only-on-failure",
    trace: "off",
  },
});

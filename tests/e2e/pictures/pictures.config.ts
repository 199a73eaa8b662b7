import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.js";

// Takes the pictures of the README anew: npx playwright test --config tests/e2e/pictures/pictures.config.ts
export default defineConfig({ ...tests, testDir: ".", outputDir: "../../../test-results" });

// Takes the picture of the README from a built site: `node screenshot.mjs DIST PNG`.

import { Test, started } from "./harness.mjs";

const [dist, png] = process.argv.slice(2);
const test = new Test(dist);
const site = await test.site();
const browser = await test.browser({ language: "en", theme: "light", viewport: { width: 1200, height: 640 } });
const page = await browser.page();
await page.goto(`${site.url}start`);
await started(page);
await page.click("#open-sample");
await page.locator(".save-state[data-save=saved]").waitFor();
await page.goto(`${site.url}users#q=finance`);
await page.locator("[role=row] >> nth=8").waitFor();
await page.locator("[role=row] >> nth=3").click();
await page.keyboard.press("Alt+Enter");
await page.waitForTimeout(500);
await page.screenshot({ path: png });
await test.end();

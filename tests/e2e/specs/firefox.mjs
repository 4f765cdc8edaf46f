// The main road in the second browser.

import assert from "node:assert/strict";
import { firefox } from "../firefox.mjs";

export default {
  async "starts below a path, in French, and again without a network"(t) {
    const site = await t.site({ under: "/a/" });
    const browser = await firefox({ locale: "fr" });
    try {
      await browser.goto(`${site.url}users`);
      await browser.started();
      assert.deepEqual(
        await browser.evaluate(() => [document.documentElement.lang, document.documentElement.dataset.base, location.pathname]),
        ["fr", "/a", "/a/users"],
      );
      await browser.waitFor(() => Boolean(navigator.serviceWorker.controller));
      await site.stop();
      await browser.goto(`${site.url}settings`);
      await browser.started();
    } finally {
      await browser.close();
    }
  },
};

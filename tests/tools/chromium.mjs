// The Chromium that tests and measurements drive.

/** The program. */
export const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** Without a window, and without business of its own. */
export const QUIET = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-dev-shm-usage",
];

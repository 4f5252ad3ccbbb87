// Takes the picture of the README: node screenshot.mjs FILE.

import { launch, visit } from "./browser.mjs";

const browser = await launch();
await visit(browser, "/evenements/", { viewport: { width: 1100, height: 1000 } }, (page) =>
  page.screenshot({ path: process.argv[2] }));
await browser.close();

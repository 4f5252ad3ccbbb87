// The browser that the tests drive: Debian's Chromium, without the network.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export const base = process.env.ALMANACH_URL;

/// The paths of the pages under test (ALMANACH_PAGES), each in French and in English.
export function editions() {
  return process.env.ALMANACH_PAGES.split(" ").flatMap((address) => {
    const [path, query] = address.split("?");
    const plain = path.endsWith("/") ? `${path}index` : path.replace(/(\.(fr|en))?\.html$/, "");
    return ["fr", "en"].map((language) => `${plain}.${language}.html${query ? `?${query}` : ""}`);
  });
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      // In a container the tests run as root, where Chromium has no sandbox.
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/// Opens a page of the site in a context of its own, and hands it to `use` with what it asked for and complained of.
export async function visit(browser, path, options, use) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 }, locale: "fr-FR", timezoneId: "Europe/Paris", ...options,
  });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const seen = { requests: [], complaints: [] };
    // Pictures of events are on other sites, and there is no network here.
    await page.route((url) => url.origin !== new URL(base).origin && url.hostname !== "127.0.0.1", (route) =>
      route.fulfill({ contentType: "image/svg+xml", body: "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='30'/>" }));
    page.on("request", (request) => {
      if (request.resourceType() !== "image" && !request.url().startsWith("data:")) seen.requests.push(request);
    });
    page.on("console", (message) => {
      // A page that is not there is one that the test asked for.
      const own = message.location().url === base + path;
      if (!own && ["error", "warning"].includes(message.type())) seen.complaints.push(message.text());
    });
    page.on("pageerror", (error) => seen.complaints.push(error.message));
    page.on("dialog", (dialog) => {
      seen.complaints.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    await page.goto(base + path, { waitUntil: "load" });
    return await use(page, seen, context);
  } finally {
    await context.close();
  }
}

/// What axe-core finds wrong, each in a line. To name all that it finds right would take longer than to look.
export async function barriers(page, options = {}) {
  await page.evaluate(axeSource);
  const found = await page.evaluate((asked) => axe.run(asked), { resultTypes: ["violations"], ...options });
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.target} ${node.html.slice(0, 160)}`));
}

/// By how many pixels the page is wider than the window.
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

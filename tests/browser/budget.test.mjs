// What each page costs, as the browser itself measures it: bytes, requests, how far things jump, how soon they stand
// still. Run by tests/system/test_pages.py, which serves the content and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { base, editions, launch, visit } from "./browser.mjs";

// A page and its script: on a slow telephone (400 kbit/s) a second. With 500 events of one feed, the most that a page lists,
// and their words, it is more text than anybody reads.
const MOST_BYTES_SENT = 40_000;
const MOST_REQUESTS = 2;
// "Good" is below 0.1 (web.dev/cls); our own pages have nothing that comes later.
const MOST_SHIFT = 0.01;
// Elements, the depth of nesting and the longest list of children: above them browsers are slow (Lighthouse's dom-size).
const MOST_ELEMENTS = 3_000;
const MOST_DEPTH = 32;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/// Has the page note each shift of what it shows, from its beginning on.
const watchShifts = () => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const parts = entry.sources.map((source) => source.node?.nodeName + "." + source.node?.className);
      if (!entry.hadRecentInput) window.shifts.push({ value: entry.value, parts });
    }
  }).observe({ type: "layout-shift", buffered: true });
};

const measure = (page) => page.evaluate(() => {
  const fetched = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  // Pictures of events are other sites'; a browser tells nothing of their bytes.
  const own = fetched.filter((one) => new URL(one.name).origin === location.origin);
  const depth = (element) => 1 + Math.max(0, ...[...element.children].map(depth));
  return {
    requests: own.map((one) => one.name),
    sent: own.reduce((sum, one) => sum + one.encodedBodySize, 0),
    elements: document.getElementsByTagName("*").length,
    depth: depth(document.documentElement),
    shifts: window.shifts,
  };
});

for (const path of editions()) {
  test(`${path} is within its budget on a telephone`, async () => {
    const telephone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
    await visit(browser, "/robots.txt", telephone, async (page) => {
      await page.addInitScript(watchShifts);
      await page.goto(base + path, { waitUntil: "networkidle" });
      // Through the page, since what is further down may come later.
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const found = await measure(page);
      assert.ok(found.requests.length >= 1 && found.requests.length <= MOST_REQUESTS, found.requests.join("\n"));
      assert.ok(found.sent > 500 && found.sent <= MOST_BYTES_SENT, `${found.sent} bytes`);
      assert.ok(found.elements <= MOST_ELEMENTS, `${found.elements} elements`);
      assert.ok(found.depth <= MOST_DEPTH, `${found.depth} levels`);
      const shift = found.shifts.reduce((sum, one) => sum + one.value, 0);
      assert.ok(shift <= MOST_SHIFT, `${shift}: ${JSON.stringify(found.shifts)}`);
    });
  });
}

test("a shift is seen", async () => {
  await visit(browser, "/robots.txt", {}, async (page) => {
    await page.addInitScript(watchShifts);
    await page.goto(`${base}/help`);
    await page.evaluate(() => {
      const late = document.createElement("div");
      late.setAttribute("class", "ways");
      late.textContent = "late ".repeat(2_000);
      document.querySelector("main").prepend(late);
      return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    await page.waitForFunction(() => window.shifts.length > 0);
    const [{ value }] = (await measure(page)).shifts;
    assert.ok(value > MOST_SHIFT, value);
  });
});

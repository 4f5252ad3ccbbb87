// The JSON of a feed in pages of another site: the examples of doc/JSON.md, word for word. Run by
// tests/system/test_schema.py, which serves feeds/ and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { base, launch, visit } from "./browser.mjs";

const manual = readFileSync(new URL("../../doc/JSON.md", import.meta.url), "utf8");
// The package names it to no module: it is for pages.
const fullCalendar = new URL("node_modules/fullcalendar/index.global.min.js", import.meta.url);

/// The example of that name, asking this server.
function example(name) {
  const [, code] = manual.match(new RegExp(`\`\`\`js\n// ${name}\n([^]*?)\`\`\``));
  assert.ok(code.includes("https://agenda.example.org/"));
  return code.replace("https://agenda.example.org", base);
}

const FILES = {
  "/list": ["text/html; charset=utf-8", () => `<!DOCTYPE html><title>Mairie</title>${manual.match(/```html\n([^]*?)```/)[1]}`],
  "/agenda.mjs": ["text/javascript", () => example("agenda.mjs")],
  "/month": ["text/html; charset=utf-8", () => `<!DOCTYPE html><title>Mairie</title><div id="calendar"></div>
    <script src="/fullcalendar.js"></script><script type="module" src="/fullcalendar.mjs"></script>`],
  "/fullcalendar.js": ["text/javascript", () => readFileSync(fullCalendar)],
  "/fullcalendar.mjs": ["text/javascript", () => example("fullcalendar.mjs")],
};

let browser;
let site;
let address;
before(async () => {
  site = createServer((request, answer) => {
    const [type, make] = FILES[request.url] ?? ["text/plain", () => ""];
    answer.setHeader("Content-Type", type);
    answer.end(make());
  });
  await new Promise((ready) => site.listen(0, "127.0.0.1", ready));
  address = `http://127.0.0.1:${site.address().port}`;
  browser = await launch();
});
after(async () => {
  await browser.close();
  site.close();
});

/// Opens a page of the other site. The clock of the browser stands in March 2027.
const open = (path, use) =>
  visit(browser, "/robots.txt", {}, async (page, seen) => {
    await page.clock.setFixedTime(new Date("2027-03-03T10:00:00+01:00"));
    await page.goto(address + path);
    await use(page);
    assert.deepEqual(seen.complaints.filter((complaint) => !complaint.includes("404")), []);
  });

test("a plain script lists the dates of a feed", async () => {
  await open("/list", async (page) => {
    const item = (text) => page.locator("#agenda li", { hasText: text });
    await item("2027-03-09 Atelier du mardi").waitFor();
    await item("2027-05-04 Atelier du mardi, en soirée").waitFor();
    assert.equal(await item("2027-06-01 Atelier du mardi").count(), 0, "a cancelled date");
    assert.equal(await item("2027-04-13").count(), 0, "a date that is left out");
    const texts = await page.locator("#agenda li").allInnerTexts();
    assert.equal(texts.some((text) => text < "2027-03-03"), false, "what is over");
    assert.deepEqual(texts.map((text) => text.slice(0, 10)), texts.map((text) => text.slice(0, 10)).sort());
    assert.equal(await page.locator("#agenda a").first().getAttribute("href").then((href) => href.startsWith(base)), true);
  });
});

test("FullCalendar shows a month, its series among it", async () => {
  await open("/month", async (page) => {
    const shown = (day) => page.locator(`[data-date="${day}"] .fc-event`);
    await shown("2027-03-02").first().waitFor();
    assert.match(await shown("2027-03-02").first().innerText(), /12:30\s+Atelier du mardi/);
    assert.match(await shown("2027-03-09").first().innerText(), /Atelier du mardi/);
    await page.locator(".fc-next-button").click();
    await shown("2027-04-06").first().waitFor();
    assert.equal(await shown("2027-04-13").filter({ hasText: "Atelier du mardi" }).count(), 0, "a date that is left out");
    await page.locator(".fc-next-button").click();
    const evening = shown("2027-05-04").filter({ hasText: "Atelier du mardi, en soirée" });
    await evening.waitFor();
    assert.match(await evening.innerText(), /^(18|6p)/);
    await page.locator(".fc-next-button").click();
    await page.locator('[data-date="2027-06-01"] .fc-event.cancelled').waitFor();
    // What is over, and a day that is whole.
    await page.locator(".fc-prev-button").click({ clickCount: 5, delay: 50 });
    await page.locator('[data-date="2027-01-04"] .fc-daygrid-block-event', { hasText: "Réouverture" }).waitFor();
    assert.match(await shown("2027-01-05").first().getAttribute("href"), /\/evenements\/atelier-du-mardi/);
  });
});

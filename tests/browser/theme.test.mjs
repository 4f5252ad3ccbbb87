// The look of a site of one's own. Run by tests/system/test_theme.py, which serves it and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, launch, overhang, visit } from "./browser.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const style = (page, selector, property) =>
  page.locator(selector).first().evaluate((element, name) => getComputedStyle(element)[name], property);

test("the theme's colours and typeface are those of the page, in light and dark", async () => {
  await visit(browser, "/", {}, async (page, seen) => {
    assert.equal(await style(page, "summary.button", "backgroundColor"), "rgb(0, 92, 75)");
    assert.equal(await style(page, "body", "fontFamily"), "monospace");
    assert.deepEqual(await barriers(page), []);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await style(page, "summary.button", "backgroundColor"), "rgb(111, 224, 195)");
    assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), []);
    assert.deepEqual(seen.complaints, []);
  });
});

test("on paper the page stays black on white", async () => {
  await visit(browser, "/", { colorScheme: "dark" }, async (page) => {
    await page.emulateMedia({ media: "print" });
    assert.equal(await style(page, ".event .title a", "color"), "rgb(0, 0, 0)");
    assert.equal(await style(page, "body", "backgroundColor"), "rgb(255, 255, 255)");
  });
});

test("the logo is shown at once, in its shape, beside the name", async () => {
  await visit(browser, "/meetings/one", {}, async (page, seen) => {
    const logo = page.locator(".site-name img");
    const [width, height, loaded] = await logo.evaluate((one) => [one.clientWidth, one.clientHeight, one.naturalWidth > 0]);
    assert.ok(loaded);
    assert.deepEqual([width, height], [80, 40]);
    assert.equal(await page.locator(".site-name a").innerText(), "Saint-Exemple");
    assert.deepEqual(seen.complaints, []);
  });
});

test("a telephone does not scroll sideways, and finds the links", async () => {
  await visit(browser, "/", { viewport: { width: 320, height: 640 } }, async (page) => {
    assert.equal(await overhang(page), 0);
    const links = await page.locator("footer a").allInnerTexts();
    assert.deepEqual(links.slice(-2), ["La ville", "Mentions légales"]);
  });
});

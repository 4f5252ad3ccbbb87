// The preview in a real browser: what an editor sees while a file is written. Run by tests/system/test_preview.py,
// which serves a copy of feeds/ and says where it lies (ALMANACH_CONTENT).

import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { barriers, base, launch, overhang, visit } from "./browser.mjs";

const content = process.env.ALMANACH_CONTENT;
const EVENT = "/preview?file=evenements/atelier-du-mardi.md";
const PAGES = ["/preview", EVENT, "/preview?file=evenements/faux.md", "/preview?file=evenements/brouillon.md", "/preview?file=no/such.md", "/preview?q=zzzz"];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/// Saves as editors do: beside the file, then in its place.
const save = (file, change) => {
  const path = join(content, file);
  writeFileSync(`${path}.tmp~`, change(readFileSync(path, "utf8")));
  renameSync(`${path}.tmp~`, path);
};

for (const path of PAGES) {
  for (const locale of ["fr-FR", "en-GB"]) {
    test(`${path} in ${locale} has no barrier, in light and dark`, async () => {
      await visit(browser, path, { locale }, async (page, seen) => {
        assert.equal(await page.locator("html").getAttribute("lang"), locale.slice(0, 2));
        for (const panel of await page.locator("summary:visible").all()) await panel.click();
        assert.deepEqual(await barriers(page), []);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), [], "in the dark");
        assert.deepEqual(seen.complaints, []);
      });
    });
  }

  test(`${path} does not scroll sideways at 320 pixels, with scripts or without`, async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(browser, path, { viewport: { width: 320, height: 640 }, javaScriptEnabled }, async (page, seen) => {
        assert.equal(await overhang(page), 0);
        assert.deepEqual(seen.complaints, []);
      });
    }
  });

  test(`${path} has targets that a finger hits`, async () => {
    await visit(browser, path, { viewport: { width: 390, height: 844 } }, async (page) => {
      assert.deepEqual(await barriers(page, { runOnly: ["target-size"] }), []);
    });
  });
}

test("a save renews the page by itself, again and again", async () => {
  await visit(browser, EVENT, {}, async (page, seen) => {
    await page.evaluate(() => (window.stayed = true));
    for (const title of ["Premier titre", "Second titre", "Troisième titre"]) {
      save("evenements/atelier-du-mardi.md", (text) => text.replace(/^title:.*$/m, `title: ${title}`));
      await page.locator("h1", { hasText: title }).waitFor();
      await page.locator(".lines pre", { hasText: `SUMMARY:${title}` }).waitFor();
      await page.locator(".reading td", { hasText: title }).waitFor();
    }
    await page.locator("#renewed", { hasText: /^Renouvelé à \d/ }).waitFor();
    assert.equal(await page.evaluate(() => window.stayed), true, "it was not loaded anew");
    assert.deepEqual(seen.complaints, []);
  });
});

test("a fault shows beside the last good version, and goes when it is mended", async () => {
  await visit(browser, EVENT, { locale: "en-GB" }, async (page) => {
    await page.getByText("No problem.").waitFor();
    let good;
    save("evenements/atelier-du-mardi.md", (text) => {
      good = text;
      return text.replace(/^(event_start_date|start):.*$/m, "$1: one fine day");
    });
    await page.locator(".problems strong", { hasText: "error" }).waitFor();
    await page.locator(".problems pre", { hasText: "one fine day" }).waitFor();
    assert.match(await page.locator(".notice").first().innerText(), /last good version/);
    assert.equal(await page.locator(".sides h1").count(), 1);
    const beside = await page.evaluate(() => {
      const [left, right] = [...document.querySelectorAll(".side")].map((side) => side.getBoundingClientRect());
      return right.left >= left.right && right.top === left.top;
    });
    assert.ok(beside, "side by side");
    await page.setViewportSize({ width: 390, height: 844 });
    const below = await page.evaluate(() => {
      const [first, second] = [...document.querySelectorAll(".side")].map((side) => side.getBoundingClientRect());
      return second.top >= first.bottom;
    });
    assert.ok(below, "one below the other");
    save("evenements/atelier-du-mardi.md", () => good);
    await page.getByText("No problem.").waitFor();
  });
});

test("what happened while nobody looked is there when the page is seen again", async () => {
  await visit(browser, EVENT, {}, async (page, _seen, context) => {
    await page.locator("h1").first().waitFor();
    const hide = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
    await hide(true);
    save("evenements/atelier-du-mardi.md", (text) => text.replace(/^title:.*$/m, "title: Entretemps"));
    // It is served before the page looks.
    const other = await context.newPage();
    await other.goto(base + EVENT);
    await other.locator("h1", { hasText: "Entretemps" }).waitFor();
    await other.close();
    assert.equal(await page.locator("h1", { hasText: "Entretemps" }).count(), 0);
    await hide(false);
    await page.locator("h1", { hasText: "Entretemps" }).waitFor();
  });
});

test("the list is searched by keyboard, renews itself, and leads to a file in either language", async () => {
  await visit(browser, "/preview", {}, async (page) => {
    await page.getByRole("searchbox").fill("atelier");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/preview?q=atelier");
    save("evenements/atelier-du-mardi.md", (text) => text.replace("---\n", "---\nheur_debut: 18h\n"));
    await page.locator(".files .badge").first().waitFor();
    await page.getByRole("link", { name: "evenements/atelier-du-mardi.md" }).click();
    await page.getByRole("heading", { name: "Comment ce fichier a été lu" }).waitFor();
    await page.locator("a[data-language]").click();
    await page.getByRole("heading", { name: "How this file was read" }).waitFor();
    assert.ok(page.url().endsWith("/preview.en.html?file=evenements/atelier-du-mardi.md"), page.url());
  });
});

test("another page may not look at it", async () => {
  await visit(browser, "/help", {}, async (page) => {
    const outcome = await page.evaluate(async (address) => {
      const frame = document.createElement("iframe");
      frame.src = address;
      document.body.append(frame);
      await new Promise((done) => frame.addEventListener("load", done));
      try {
        return frame.contentDocument?.title ?? "closed";
      } catch {
        return "closed";
      }
    }, "/preview").catch(() => "closed");
    assert.ok(["closed", ""].includes(outcome), outcome);
  });
});

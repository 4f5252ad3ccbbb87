// Pictures, maps, sharing, neighbours, today, and pages that are not there, as visitors meet them. Run by
// tests/system/test_visiting.py, which serves the content and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, base, launch, overhang, visit } from "./browser.mjs";

const PAGES = [
  "/images/", "/images/index.2026-12.html", "/index.2026-12.en.html", "/images/place", "/images/place.en.html", "/images/event-5",
  "/nothing-here.fr.html", "/images/nothing.en.html", "/embed",
];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/// The sum of layout shifts (Layout Instability) of a page until `use` is through, by the browser's own count.
async function shiftOf(page, use) {
  await page.evaluate(() => {
    window.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shift += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await use();
  // What is seen is told after the frame that it was seen in.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => window.shift);
}

const picture = (width, height) => ({
  contentType: "image/svg+xml",
  body: `<svg xmlns='http://www.w3.org/2000/svg' width='${width}' height='${height}'><rect width='${width}' height='${height}' fill='teal'/></svg>`,
});

for (const path of PAGES) {
  test(`${path} has no barrier, in light and dark, and does not scroll sideways at 320 pixels`, async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(browser, path, { javaScriptEnabled }, async (page, seen) => {
        if (javaScriptEnabled) {
          assert.deepEqual(await barriers(page), []);
          await page.emulateMedia({ colorScheme: "dark" });
          assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), [], "in the dark");
        }
        await page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await overhang(page), 0);
        assert.deepEqual(seen.complaints, []);
      });
    }
  });

  test(`${path} has targets of 24 pixels`, async () => {
    await visit(browser, path, {}, async (page) => {
      assert.deepEqual(await barriers(page, { runOnly: { type: "rule", values: ["target-size"] } }), []);
    });
  });
}

test("pictures come without moving what stands there, whatever their size, those in sight alone", async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 800 }]) {
    await visit(browser, "/help", { viewport }, async (page) => {
      const asked = [];
      let release;
      const released = new Promise((done) => (release = done));
      await page.route("https://images.example/**", async (route) => {
        asked.push(route.request());
        await released;
        if (route.request().url().includes("broken")) await route.abort();
        else await route.fulfill(asked.length % 2 ? picture(2000, 300) : picture(30, 900));
      });
      await page.goto(`${base}/images/`, { waitUntil: "domcontentloaded" });
      const shift = await shiftOf(page, async () => {
        assert.ok((await page.locator(".thumb").count()) >= 30);
        // The text stands before the pictures come.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        release();
        await page.locator(".thumb.broken").first().waitFor({ state: "attached" });
        await page.waitForFunction(() => [...document.images].some((image) => image.complete && image.naturalWidth > 0));
      });
      assert.equal(shift, 0);
      assert.ok(asked.length < (await page.locator(".thumb").count()), "pictures out of sight wait");
      for (const request of asked) assert.equal(request.headers().referer, undefined);
      const sizes = await page.locator(".thumb").evaluateAll((all) => [...new Set(all.map((one) => `${one.offsetWidth} ${one.offsetHeight}`))]);
      assert.equal(sizes.length, 1, "all are of one size");
      assert.equal(await page.locator(".broken").evaluate((one) => getComputedStyle(one).visibility), "hidden");
    });
  }
});

test("pages that show no picture may load none", async () => {
  const policy = async (path) => (await fetch(base + path)).headers.get("content-security-policy");
  for (const path of ["/images/", "/", "/images/event-2"]) assert.match(await policy(path), /img-src data: https: http:;/, path);
  for (const path of ["/images/index.2026-12.html", "/embed", "/images/event-3", "/images/index.past.html", "/images/?q=bal", "/images/poster"])
    assert.match(await policy(path), /img-src data:;/, path);
});

test("a place opens on a map, in the program of the system", async () => {
  await visit(browser, "/images/place", {}, async (page, seen) => {
    const web = page.getByRole("link", { name: "Voir sur la carte" });
    assert.match(await web.getAttribute("href"), /^https:\/\/www\.openstreetmap\.org\/\?mlat=48\.85660&mlon=2\.35220/);
    const own = page.getByRole("link", { name: "Ouvrir dans mon application de cartes" });
    assert.equal(await own.getAttribute("href"), "geo:48.85660,2.35220?q=48.85660,2.35220");
    assert.ok(seen.requests.every((request) => request.url().startsWith(base)), "nothing of others is loaded");
  });
  await visit(browser, "/help", {}, async (page) => {
    await page.addInitScript(() => Object.defineProperty(navigator, "platform", { value: "iPhone" }));
    await page.goto(`${base}/images/place`);
    const own = page.getByRole("link", { name: "Ouvrir dans mon application de cartes" });
    assert.equal(await own.getAttribute("href"), "https://maps.apple.com/?ll=48.85660,2.35220&q=48.85660,2.35220");
  });
});

test("who organises is a name, a number to call, an address to write to", async () => {
  await visit(browser, "/images/place", {}, async (page) => {
    const told = page.locator("dt", { hasText: "Organisation et contact" }).locator("+ dd");
    assert.equal(await told.innerText(), "Comité des fêtes, 01 23 45 67 89, bal@example.org");
    const hrefs = await told.locator("a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.deepEqual(hrefs, ["tel:0123456789", "mailto:bal@example.org"]);
  });
});

test("a category leads to the list of it", async () => {
  await visit(browser, "/images/place", {}, async (page) => {
    await page.getByRole("link", { name: "Danse, musique" }).click();
    await page.waitForURL(/\/images\/\?category=/);
    assert.deepEqual(await page.locator(".event .title a").allInnerTexts(), ["Le «\u00a0grand\u00a0» bal"]);
  });
});

test("the page is handed on by the system's dialog, else its address is copied", async () => {
  await visit(browser, "/help", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.goto(`${base}/images/place`);
    assert.ok(!(await page.getByRole("button", { name: "Partager" }).isVisible()), "this browser has no dialog");
    await page.getByRole("button", { name: "Copier le lien" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Lien copié").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${base}/images/place`);
    await page.addInitScript(() => {
      navigator.share = async (what) => {
        window.shared = what;
        throw new DOMException("closed", "AbortError");
      };
    });
    await page.goto(`${base}/images/place.fr.html`);
    assert.ok(!(await page.getByRole("button", { name: "Copier le lien" }).isVisible()));
    await page.getByRole("button", { name: "Partager" }).click();
    assert.deepEqual(await page.evaluate(() => window.shared), { title: "Le « grand » bal", url: `${base}/images/place.fr.html` });
  });
  await visit(browser, "/images/place", { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.locator(".share").isVisible(), false);
  });
});

test("one goes on to the next event, and never back into the past", async () => {
  await visit(browser, "/images/event-0", {}, async (page) => {
    const others = page.getByRole("navigation", { name: "Autres événements du calendrier" });
    assert.deepEqual(await others.getByRole("link").allInnerTexts(), ["Réunion 1, 2 déc."]);
    await others.getByRole("link", { name: "Événement suivant" }).click();
    await page.waitForURL(/event-1$/);
    assert.deepEqual(await others.getByRole("link").allInnerTexts(), ["Réunion 0, 1er déc.", "Réunion 2, 3 déc."]);
  });
});

test("from any month one comes to today", async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 800 }]) {
    await visit(browser, "/images/index.2027-01.html", { viewport }, async (page) => {
      await page.getByRole("link", { name: "Aujourd’hui", exact: true }).focus();
      await page.keyboard.press("Enter");
      await page.waitForURL(/index\.2026-11\.html#today$/);
      const today = page.locator("#today");
      assert.equal(await today.getAttribute("aria-current"), "date");
      assert.ok((await today.innerText()).includes("Aujourd’hui"));
      assert.ok(await today.evaluate((one) => one.getBoundingClientRect().top < innerHeight), "it is in sight");
    });
  }
});

test("a month of several calendars says in words which is whose", async () => {
  await visit(browser, "/index.2026-12.html", {}, async (page) => {
    const day = page.locator(".grid > li", { hasText: "Réunion 5" });
    const entry = day.locator("li", { hasText: "Réunion 5" });
    assert.match(await entry.innerText(), /Images/);
    assert.equal(await entry.locator(".mark").count(), 1);
  });
  await visit(browser, "/images/index.2026-12.html", {}, async (page) => {
    assert.equal(await page.locator(".grid .mark").count(), 0);
  });
});

test("where there is nothing, one is led on", async () => {
  for (const [path, title] of [["/nothing-here", "Cette page n’existe pas"], ["/images/nothing.en.html", "There is no such page"]]) {
    await visit(browser, path, {}, async (page) => {
      assert.equal(await page.locator("h1").innerText(), title);
      assert.equal(await page.locator(".event").count(), 4);
    });
  }
  await visit(browser, "/images/nothing", {}, async (page) => {
    await page.getByRole("link", { name: "Voir le calendrier « Images »" }).click();
    await page.waitForURL(/\/images\/$/);
  });
  await visit(browser, "/nothing-here", {}, async (page) => {
    await page.getByLabel("Chercher un événement").fill("grand bal");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/\?q=grand/);
    assert.deepEqual(await page.locator(".event .title a").allInnerTexts(), ["Le «\u00a0grand\u00a0» bal"]);
  });
});

test("a telephone is not shown a code to scan with a telephone", async () => {
  const shown = async (options) => visit(browser, "/images/?subscribe=1", options, (page) => page.locator(".scan").isVisible());
  assert.equal(await shown({}), true);
  assert.equal(await shown({ viewport: { width: 390, height: 800 } }), false);
  assert.equal(await shown({ viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true }), false);
});

test("where colours are forced, one view is marked, and only one", async () => {
  await visit(browser, "/images/", { forcedColors: "active" }, async (page) => {
    const widths = await page.locator(".views a:not(.jump)").evaluateAll((links) => links.map((link) => getComputedStyle(link).borderBottomWidth));
    assert.deepEqual(widths, ["3px", "0px", "0px"]);
  });
});

test("a quotation does not end a line with its mark, nor a day its month in a frame", async () => {
  await visit(browser, "/images/place", {}, async (page) => {
    assert.equal(await page.locator("h1").textContent(), "Le «\u00a0grand\u00a0» bal");
  });
  await visit(browser, "/images/embed", {}, async (page) => {
    const gap = await page.locator(".event .day").first().evaluate((day) =>
      day.querySelector(".of-month").getBoundingClientRect().top - day.querySelector(".number").getBoundingClientRect().bottom);
    assert.ok(gap < 6, `${gap} pixels between the day and its month`);
  });
});

test("an event's picture comes without moving what stands there, and keeps its shape", async () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 800 }]) {
    for (const body of [picture(2000, 300), picture(60, 30), picture(300, 1800)]) {
      await visit(browser, "/help", { viewport }, async (page) => {
        let release;
        const released = new Promise((done) => (release = done));
        await page.route("https://images.example/**", async (route) => {
          await released;
          await route.fulfill(body);
        });
        await page.goto(`${base}/images/event-2`, { waitUntil: "domcontentloaded" });
        const shift = await shiftOf(page, async () => {
          await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          await page.locator(".picture").scrollIntoViewIfNeeded();
          const before = await page.locator(".picture").evaluate((one) => [one.offsetWidth, one.offsetHeight]);
          assert.ok(before[1] >= 150, `its place is ${before} before it comes`);
          release();
          await page.waitForFunction(() => document.querySelector(".picture").naturalWidth > 0);
          assert.deepEqual(await page.locator(".picture").evaluate((one) => [one.offsetWidth, one.offsetHeight]), before);
        });
        assert.ok(shift < 0.001, `${shift}`);
        assert.equal(await page.locator(".picture").evaluate((one) => getComputedStyle(one).objectFit), "scale-down");
      });
    }
  }
});

test("a day is told in whole words on the smallest telephone", async () => {
  for (const path of ["/images/", "/images/embed"]) {
    await visit(browser, path, { viewport: { width: 320, height: 640 } }, async (page) => {
      const torn = await page.evaluate(() => ["dimanche", "septembre", "Wednesday", "September"].filter((word) => {
        const day = document.querySelector(".event .day");
        const told = day.querySelector(".weekday");
        told.textContent = word;
        const height = told.offsetHeight;
        return height > 1.5 * parseFloat(getComputedStyle(told).lineHeight) || told.scrollWidth > day.clientWidth;
      }));
      assert.deepEqual(torn, [], path);
    });
  }
});

test("the mark of a calendar is seen on a ground of its own colour", async () => {
  for (const colorScheme of ["light", "dark"]) {
    await visit(browser, "/images/event-2", { colorScheme }, async (page) => {
      const [stroke, soft] = await page.evaluate(() =>
        [document.querySelector(".mark circle"), document.querySelector("footer.site")].map((one) => one && getComputedStyle(one))
          .map((style, i) => (i ? style.color : style.stroke)));
      assert.equal(stroke, soft, "as dark, or as light, as small print");
    });
  }
});

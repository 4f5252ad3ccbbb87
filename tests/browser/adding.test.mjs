// Adding one event, narrowing lists down, choosing among many calendars: by hand, by keyboard, with scripts and without.
// Run by tests/system/test_adding_pages.py, which serves the content and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriers, base, launch, overhang, visit } from "./browser.mjs";

const EVENT = "/club-00/rencontre";
const SERIES = "/club-01/cours";
// Each has a part that pages of pages.test.mjs have not.
const PAGES = [
  "/", SERIES, "/subscribe?feeds=club-00&feeds=club-01&subscribe=1", "/?feeds=club-00,club-01&q=rencontre",
  "/?q=nothing+like+it", "/index.2026-12.html?category=rencontre&from=2026-12-03&to=2026-12-09",
];
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const openAll = (page) => page.evaluate(() => document.querySelectorAll("details").forEach((panel) => (panel.open = true)));
/// Presses Tab until what has the focus is what `selector` names; fails where it is not to be reached.
const tabTo = async (page, selector) => {
  for (let step = 0; step < 300; ++step) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached`);
};
const shown = (page) => page.locator(".services a").evaluateAll((links) => links.map((link) => link.dataset.service));

for (const path of PAGES) {
  test(`${path} has no barrier, in both languages, light and dark, and nothing hangs over at 320 pixels`, async () => {
    for (const locale of ["fr-FR", "en-GB"]) {
      await visit(browser, path, { locale }, async (page, seen) => {
        assert.equal(await page.locator("html").getAttribute("lang"), locale.slice(0, 2));
        await openAll(page);
        assert.deepEqual(await barriers(page), []);
        await page.emulateMedia({ colorScheme: "dark" });
        assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), [], "in the dark");
        await page.setViewportSize({ width: 320, height: 640 });
        assert.equal(await overhang(page), 0);
        assert.deepEqual(await barriers(page, { runOnly: ["target-size"] }), [], "on a small telephone");
        assert.deepEqual(seen.complaints, []);
      });
    }
  });
}

test("the visitor's own calendar comes first, for the keyboard as for the eye", async () => {
  const agents = {
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36": "google",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1": "ics",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15": "ics",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36": "outlook",
    "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36": "google",
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0": "google",
  };
  for (const [userAgent, first] of Object.entries(agents)) {
    await visit(browser, EVENT, { userAgent }, async (page) => {
      const order = await shown(page);
      assert.equal(order[0], first, userAgent);
      assert.deepEqual([...order].sort(), ["google", "ics", "office", "outlook"]);
      await tabTo(page, ".services a");
      const walked = [];
      for (const _ of order) {
        walked.push(await page.evaluate(() => document.activeElement.dataset.service));
        await page.keyboard.press("Tab");
      }
      assert.deepEqual(walked, order);
    });
    await visit(browser, EVENT, { userAgent, javaScriptEnabled: false }, async (page) => {
      assert.deepEqual(await shown(page), ["google", "ics", "outlook", "office"]);
    });
  }
});

test("one event is added by keyboard, and told apart from what is subscribed to", async () => {
  await visit(browser, EVENT, {}, async (page) => {
    assert.equal(await page.locator(".add h2").innerText(), "Ajouter à mon agenda");
    const google = new URL(await page.locator("[data-service=google]").getAttribute("href"));
    assert.equal(google.searchParams.get("text"), "Rencontre du club 0");
    assert.equal(google.searchParams.get("dates"), "20261201T170000Z/20261201T180000Z");
    assert.equal(google.searchParams.get("ctz"), "Europe/Paris");
    await tabTo(page, "[data-service=ics]");
    const download = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    assert.equal((await download).suggestedFilename(), "rencontre.ics");
    await tabTo(page, "details.subscribe summary");
    await page.keyboard.press("Enter");
    assert.match(await page.locator("#address").inputValue(), /\/club-00\/rencontre\.ics$/);
    await tabTo(page, ".whole a");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/club-00\/.*subscribe=1#subscribe$/);
    assert.match(await page.locator("#address").inputValue(), /\/club-00\.ics$/);
  });
  await visit(browser, SERIES, { locale: "en-GB" }, async (page) => {
    const labels = await page.locator(".services a").allInnerTexts();
    assert.deepEqual(labels.map((label) => label.replace(/\s+/g, " ")), [
      "Google Calendar the whole series", "Apple, other (.ics) the whole series", "Outlook.com 1 December only",
      "Microsoft 365 1 December only",
    ]);
    const google = new URL(await page.locator("[data-service=google]").getAttribute("href"));
    assert.equal(google.searchParams.get("recur"), "RRULE:FREQ=WEEKLY;BYDAY=TU");
  });
});

test("what is cancelled or over is not offered", async () => {
  for (const path of ["/evenements/reunion-publique-cartographie-des-services", "/evenements/vers-un-etat-partenaire-des-communs-numeriques"]) {
    await visit(browser, path, {}, async (page) => {
      assert.equal(await page.locator(".add").count(), 0, path);
      assert.equal(await page.getByRole("link", { name: "S’abonner au calendrier" }).count(), 1);
    });
  }
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`a list is narrowed by keyboard, says what it has found, and is whole again ${how}`, async () => {
    await visit(browser, "/", { javaScriptEnabled }, async (page) => {
      await tabTo(page, "#q");
      await page.keyboard.type("club");
      await tabTo(page, "form.filters input[value=rencontre]");
      await page.keyboard.press("Space");
      await tabTo(page, "form.filters button");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=club/);
      // Who cannot see the page is where it tells; its title tells first.
      assert.equal(await page.evaluate(() => document.activeElement.id), "found");
      const told = "38 événements\u00a0: rencontre, «\u00a0club\u00a0»";
      assert.equal(await page.locator("#found [role=status]").innerText(), told);
      assert.match(await page.title(), new RegExp(`^${told} – `));
      assert.equal(await page.locator("li.event").count(), 38);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Tout afficher");
      await page.keyboard.press("Enter");
      await page.waitForURL((url) => url.search === "");
      assert.equal(await page.locator("#found").count(), 0);
    });
  });

  test(`each category can be chosen, the rare ones too ${how}`, async () => {
    await visit(browser, "/", { javaScriptEnabled }, async (page) => {
      const form = page.getByRole("search");
      assert.ok(await form.getByLabel("rencontre", { exact: true }).isVisible());
      const rare = form.getByLabel("theme 9", { exact: true });
      assert.ok(!(await rare.isVisible()));
      await tabTo(page, "form.filters summary");
      await page.keyboard.press("Enter");
      await rare.check();
      await form.getByRole("button", { name: "Filtrer" }).click();
      await page.waitForURL(/category=theme/);
      assert.equal(await page.locator("#found h2").innerText(), "1 événement\u00a0: theme 9");
      assert.ok(await form.getByLabel("theme 9", { exact: true }).isVisible(), "what is chosen is not folded away");
    });
  });

  test(`several calendars are chosen by keyboard, and their address fetches ${how}`, async () => {
    await visit(browser, "/subscribe", { javaScriptEnabled }, async (page) => {
      const address = page.locator("#address");
      assert.equal(await address.inputValue(), `${base}/all.ics`);
      for (const feed of ["club-02", "club-07"]) {
        await tabTo(page, `input[value=${feed}]`);
        await page.keyboard.press("Space");
      }
      if (!javaScriptEnabled) {
        await tabTo(page, "form.choices button");
        await page.keyboard.press("Enter");
        await page.waitForURL(/subscribe=1/);
      }
      assert.equal(await address.inputValue(), `${base}/all.ics?feeds=club-02,club-07`);
      const calendar = await (await fetch(await address.inputValue())).text();
      assert.deepEqual(calendar.match(/(?<=SUMMARY:).*(?=\r)/g), ["Rencontre du club 2", "Rencontre du club 7"]);
      const webcal = await page.locator(".programs a").first().getAttribute("href");
      assert.equal(webcal, `${base.replace("http", "webcal")}/all.ics?feeds=club-02,club-07`);
    });
  });
}

test("what is filtered is still so on the next page, in the past and by month", async () => {
  await visit(browser, "/?feeds=club-00,club-01&from=2026-12-01&to=2026-12-08", {}, async (page) => {
    const told = "événements\u00a0: calendriers Club numéro 0, Club numéro 1, du 1er au 8 décembre 2026";
    assert.equal(await page.locator("#found h2").innerText(), `4 ${told}`);
    await page.getByRole("search").getByRole("button").click();
    await page.waitForURL(/q=/);
    assert.equal(await page.locator("#found h2").innerText(), `4 ${told}`, "the form keeps what it has no field of");
    await page.getByRole("link", { name: "Par mois" }).click();
    assert.equal(await page.locator("#found h2").innerText(), `4 ${told}`);
    await page.getByRole("link", { name: "Passés" }).click();
    assert.equal(await page.locator("#found h2").innerText(), `Aucun ${told.replace("événements", "événement")}`);
  });
});

test("with forty calendars events come first on a telephone, in one order for eye and keyboard", async () => {
  await visit(browser, "/", PHONE, async (page) => {
    const top = (selector) => page.locator(selector).first().evaluate((one) => one.getBoundingClientRect().top + scrollY);
    const first = await top("li.event");
    assert.ok(first < 844, `the first event is ${first} pixels down`);
    assert.ok((await top(".feeds")) > first);
    assert.ok(!(await page.locator(".feeds li").first().isVisible()));
    const places = await page.evaluate(() =>
      [...document.querySelectorAll("main a[href], main button, main input, main summary")]
        .filter((one) => one.checkVisibility() && one.type !== "hidden")
        .map((one) => Math.round(one.getBoundingClientRect().bottom)));
    for (let i = 1; i < places.length; ++i) assert.ok(places[i] >= places[i - 1] - 40, `stop ${i} stands above the one before it`);
    await tabTo(page, ".views .jump[href='#calendars']");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#calendars$/);
    const names = await page.locator(".feeds li > a:first-of-type").allInnerTexts();
    assert.equal(names.length, 40);
    const numbers = names.map((name) => Number(/^Club numéro (\d+)$/.exec(name)?.[1])).filter((number) => !Number.isNaN(number));
    assert.ok(numbers.length > 30);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => a - b), "by number");
    assert.ok(await page.locator(".feeds li").last().isVisible(), "who jumps to them sees them");
    await tabTo(page, ".feeds summary");
    await page.keyboard.press("Enter");
    assert.ok(!(await page.locator(".feeds li").last().isVisible()), "and can fold them again");
  });
});

test("no button stands out of its column, however wide the window", async () => {
  for (const path of ["/subscribe", EVENT, SERIES]) {
    await visit(browser, path, {}, async (page) => {
      await openAll(page);
      for (const width of [320, 390, 1000, 1280, 1600]) {
        await page.setViewportSize({ width, height: 800 });
        const out = await page.locator(".button").evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) =>
          [one.textContent, one.getBoundingClientRect().right - one.parentElement.getBoundingClientRect().right]).filter(([, by]) => by > 0.5));
        assert.deepEqual(out, [], `${path} at ${width}`);
      }
    });
  }
});

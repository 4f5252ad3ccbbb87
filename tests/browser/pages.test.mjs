// Every page, as people with different browsers, screens and hands meet it. Run by tests/system/test_pages.py, which
// serves the content and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { barriers, base, editions, launch, overhang, visit } from "./browser.mjs";

const PAGES = process.env.ALMANACH_PAGES.split(" ");

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const french = (path) => (path.endsWith("/") ? `${path}index.fr.html` : `${path}.fr.html`);
const fetchText = async (address) => {
  const answer = await fetch(address);
  assert.equal(answer.status, 200, address);
  return { type: answer.headers.get("content-type"), text: await answer.text() };
};
const openPanels = async (page) => {
  for (const panel of await page.locator("summary").all()) await panel.click();
};
const titles = (page) => page.locator(".event .title a").allInnerTexts();

for (const path of editions()) {
  test(`${path} has no barrier, in light and dark, its panels open`, async () => {
    await visit(browser, path, {}, async (page, seen) => {
      await openPanels(page);
      assert.deepEqual(await barriers(page), []);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), [], "in the dark");
      assert.deepEqual(seen.complaints, []);
    });
  });
}

for (const path of PAGES) {
  test(`${path} does not scroll sideways at 320 pixels, with scripts or without`, async () => {
    for (const javaScriptEnabled of [true, false]) {
      await visit(browser, path, { viewport: { width: 320, height: 640 }, javaScriptEnabled }, async (page, seen) => {
        await openPanels(page);
        assert.equal(await overhang(page), 0);
        assert.deepEqual(seen.complaints, []);
      });
    }
  });

  test(`${path} can be reached and used by keyboard alone`, async () => {
    await visit(browser, path, {}, async (page) => {
      await page.evaluate(() => document.querySelectorAll("details").forEach((panel) => (panel.open = true)));
      const wanted = await page.evaluate(() => {
        const all = [...document.querySelectorAll("a[href], button, input, select, summary, textarea")];
        const reachable = all.filter((one) => one.checkVisibility() && one.type !== "hidden");
        reachable.forEach((one, number) => (one.dataset.stop = number));
        return reachable.length;
      });
      const reached = new Set();
      const unseen = [];
      for (let step = 0; step <= wanted; ++step) {
        await page.keyboard.press("Tab");
        const [stop, outline, name] = await page.evaluate(() => {
          const here = document.activeElement;
          const box = here.getBoundingClientRect();
          const shown = getComputedStyle(here).outlineStyle !== "none" && box.width > 0 && box.right > 0;
          return [here.dataset.stop, shown, here.outerHTML.slice(0, 100)];
        });
        if (stop !== undefined) reached.add(stop);
        if (stop !== undefined && !outline) unseen.push(name);
      }
      assert.equal(reached.size, wanted);
      assert.deepEqual(unseen, []);
    });
  });
}

test("the panel opens at the press of a key", async () => {
  await visit(browser, "/", {}, async (page) => {
    await page.locator("summary.button").focus();
    assert.ok(!(await page.isVisible("#address")));
    await page.keyboard.press("Enter");
    assert.ok(await page.isVisible("#address"));
  });
});

test("the language is the browser's, and the reader's to change", async () => {
  for (const path of ["/", "/evenements/", "/evenements/atelier-du-mardi", "/help"]) {
    await visit(browser, path, { locale: "en-GB" }, async (page) => {
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      await page.click("header [data-language]");
      assert.equal(new URL(page.url()).pathname, french(path));
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      // The language stays chosen from page to page.
      await page.click("header .site-name a");
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
    });
  }
});

test("dark is dark, and paper is white and without buttons", async () => {
  const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await visit(browser, "/", { colorScheme: "dark" }, async (page) => {
    assert.equal(await ground(page), "rgb(20, 20, 26)");
    await page.emulateMedia({ media: "print" });
    assert.equal(await ground(page), "rgb(255, 255, 255)");
    for (const part of [".subscribe", ".filters", ".views", "footer"]) assert.ok(!(await page.isVisible(part)), part);
    assert.ok(await page.isVisible(".event .title"));
  });
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "with scripts" : "without scripts";

  test(`lists are narrowed down ${how}`, async () => {
    await visit(browser, "/evenements/", { javaScriptEnabled }, async (page) => {
      const all = await titles(page);
      await page.getByRole("search").getByLabel("entraide").check();
      await page.getByRole("button", { name: "Filtrer" }).click();
      await page.waitForURL(/category=/);
      const some = await titles(page);
      assert.ok(some.length > 0 && some.length < all.length);
      assert.deepEqual([...new Set(some)], ["Atelier du mardi", "Atelier du mardi, en soirée"]);
      assert.ok(await page.getByRole("search").getByLabel("entraide").isChecked());
      await page.getByRole("link", { name: "Passés" }).click();
      assert.match(page.url(), /past.*category=entraide/);
      assert.deepEqual(await titles(page), []);
      await page.getByRole("link", { name: "Tout afficher" }).click();
      assert.ok((await titles(page)).includes("Vers un État partenaire des communs numériques"));
      await page.goto(`${base}/evenements/`);
      await page.getByLabel("Mots du titre").fill("ECRIRE bibliotheque");
      await page.keyboard.press("Enter");
      await page.waitForURL(/q=/);
      assert.deepEqual(await titles(page), ["Atelier\u00a0: écrire pour toutes et tous"]);
    });
  });

  test(`the form of choices builds an address that fetches ${how}`, async () => {
    await visit(browser, "/evenements/", { javaScriptEnabled }, async (page) => {
      const address = page.locator("#address");
      await page.locator("summary.button").click();
      const plain = await address.inputValue();
      assert.equal((await fetchText(plain)).type, "text/calendar; charset=utf-8");
      const form = page.locator("form.choices");
      await form.getByLabel("entraide").check();
      await form.getByLabel("Rappel").selectOption({ label: "30 minutes avant" });
      if (!javaScriptEnabled) {
        await form.getByRole("button").click();
        await page.waitForURL(/subscribe=1/);
        assert.ok(await page.isVisible("#address"), "the panel is open");
        assert.ok(await form.getByLabel("entraide").isChecked());
      }
      const chosen = await address.inputValue();
      assert.notEqual(chosen, plain);
      const { type, text } = await fetchText(chosen);
      assert.equal(type, "text/calendar; charset=utf-8");
      assert.match(text, /TRIGGER:-PT30M/);
      assert.match(text, /SUMMARY:Atelier du mardi/);
      assert.doesNotMatch(text, /SUMMARY:Nuit de la carte/);
      // Each link leads to the same calendar.
      const webcal = chosen.replace("http:", "webcal:");
      const hrefs = await page.locator(".programs a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      const decoded = hrefs.map((href) => (href.includes("?") && !href.startsWith(base) ? [...new URL(href).searchParams.values()][0] : href));
      assert.equal(decoded.filter((href) => href === chosen).length, 3, decoded.join("\n"));
      assert.ok(hrefs[0] === webcal && decoded.some((href, i) => i > 0 && href === webcal), decoded.join("\n"));
    });
  });
}

test("the address is copied, and fetches", async () => {
  await visit(browser, "/", { permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    await page.locator("summary.button").click();
    await page.locator("[data-copy=address]").click();
    await page.locator("#copied", { hasText: "Adresse copiée" }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(copied, `${base}/all.ics`);
    assert.match((await fetchText(copied)).text, /^BEGIN:VCALENDAR/);
  });
});

test("readers elsewhere see their own hour too", async () => {
  const path = "/evenements/webinaire-identite-numerique";
  await visit(browser, path, {}, async (page) => assert.equal(await page.locator(".yours").count(), 0));
  await visit(browser, path, { timezoneId: "America/Montreal" }, async (page) => {
    assert.match(await page.locator(".yours").innerText(), /chez vous : mardi 9 février.*05:00/);
  });
});

test("an event that is off says so before anything else", async () => {
  await visit(browser, "/evenements/reunion-publique-cartographie-des-services", {}, async (page) => {
    assert.match(await page.locator("h1").innerText(), /^Annulé Réunion publique/);
    assert.equal(await page.locator(".notice").innerText(), "Cet événement est annulé.");
    const line = await page.locator("h1 .name").evaluate((name) => getComputedStyle(name).textDecorationLine);
    assert.equal(line, "line-through");
  });
  await visit(browser, "/evenements/petit-dejeuner-des-testeurs", {}, async (page) => {
    assert.equal(await page.locator("h1").innerText(), "Reporté Petit-déjeuner des testeurs");
  });
});

test("when, where and how to register are told in words", async () => {
  await visit(browser, "/evenements/vers-un-etat-partenaire-des-communs-numeriques", {}, async (page) => {
    const facts = await page.locator(".key-facts").innerText();
    assert.match(facts, /mercredi 10 mai 2023, de 14h à 17h30 \(heure de Paris\)/i);
    assert.match(facts, /77 avenue de Ségur/);
    const map = await page.getByRole("link", { name: "Voir sur la carte" }).getAttribute("href");
    assert.match(map, /^https:\/\/www\.openstreetmap\.org\/search\?query=Le%20Lieu/);
    assert.match(await page.locator(".key-facts a", { hasText: "Réserver" }).getAttribute("href"), /^https:\/\/www\.eventbrite\.fr\//);
  });
});

test("what is hostile is only text", async () => {
  for (const path of ["/hostile/", "/hostile/script", "/hostile/index.2027-05.html"]) {
    await visit(browser, path, {}, async (page, seen) => {
      const text = await page.locator("main").innerText();
      assert.ok(text.includes("<script>alert(1)</script> & \"co\""), text.slice(0, 500));
      assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069]/);
      const hrefs = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.href));
      for (const href of hrefs) assert.match(href, /^(https?|mailto|tel|webcal):/, href);
      assert.deepEqual(seen.complaints, []);
      assert.equal(await page.locator("main img[onerror], main iframe, main form[action*='evil']").count(), 0);
    });
  }
  await visit(browser, "/hostile/script", {}, async (page) => {
    assert.ok((await page.locator(".text").innerText()).includes("before it and after it"));
  });
});

test("another site shows a list by one line, and no other page in a frame", async () => {
  const host = createServer((request, answer) => {
    answer.setHeader("Content-Type", "text/html; charset=utf-8");
    const frame = request.url === "/frame";
    answer.end(`<!DOCTYPE html><html lang="fr"><title>Mairie</title><body>${
      frame ? `<iframe src="${base}/evenements/"></iframe>` : `<script src="${base}/embed.js" data-feed="evenements" async></script>`}`);
  });
  await new Promise((ready) => host.listen(0, "127.0.0.1", ready));
  const site = `http://127.0.0.1:${host.address().port}`;
  try {
    await visit(browser, "/help", {}, async (page) => {
      await page.goto(`${site}/`);
      const frame = page.frameLocator("iframe");
      await frame.locator(".event .title a", { hasText: "écrire pour toutes et tous" }).waitFor();
      const height = () => page.locator("iframe").evaluate((one) => one.clientHeight);
      const inner = await frame.locator("html").evaluate((root) => root.offsetHeight);
      await page.waitForFunction((wanted) => document.querySelector("iframe").clientHeight === wanted, inner);
      assert.ok((await height()) > 500);
      await frame.locator(".event .title a").first().click();
      await page.waitForURL(/\/evenements\/.*\.fr\.html/);
    });
    await visit(browser, "/help", {}, async (page) => {
      await page.goto(`${site}/frame`);
      assert.equal(await page.frameLocator("iframe").locator(".site-name").count(), 0);
    });
  } finally {
    host.close();
  }
});

// Posters, as paper and on the screen. Run by tests/system/test_posters.py, which serves the content and says where.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { barriers, base, launch, overhang, visit } from "./browser.mjs";

const PRIVATE = process.env.ALMANACH_PRIVATE;
const OUT = process.env.ALMANACH_OUT;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });

/// What the browser prints of a page: how many sheets of which size, the texts on them, what the QR code leads to.
async function print(path, options = {}) {
  const file = `${OUT}/${path.replaceAll("/", "_")}.pdf`;
  await visit(browser, path, {}, (page) => page.pdf({ path: file, preferCSSPageSize: true, ...options }));
  const info = run("pdfinfo", file);
  run("pdftoppm", "-r", "110", "-png", "-singlefile", file, file.replace(/\.pdf$/, ""));
  return {
    sheets: Number(/^Pages:\s+(\d+)$/m.exec(info)[1]),
    size: /^Page size:.*$/m.exec(info)[0],
    text: run("pdftotext", "-layout", file, "-"),
    code: run("zbarimg", "--quiet", "--raw", file.replace(/\.pdf$/, ".png")).trim(),
  };
}

const SHEETS = ["/evenements/poster", "/workshops/poster.en.html", "/court/poster", "/long/poster", "/long/poster.en.html", "/vide/poster"];
for (const path of [...SHEETS, `${PRIVATE}/prive/poster`]) {
  test(`${path.replace(PRIVATE, "/s/…")} is one sheet of A4, and leads where one subscribes`, async () => {
    const paper = await print(path);
    assert.equal(paper.sheets, 1);
    assert.match(paper.size, /\(A4\)/);
    const feed = path.replace(/\/poster.*/, "/");
    assert.equal(paper.code, `${base}${feed}?subscribe=1#subscribe`);
    assert.match(paper.text, path.includes(".en.") ? /Dates as of Tuesday 24 November 2026/ : /Dates au mardi 24 novembre 2026/);
    assert.doesNotMatch(paper.text, /Imprimer|English|Français/, "what is for the screen alone");
    await visit(browser, new URL(paper.code).pathname + new URL(paper.code).search, {}, async (page) => {
      assert.ok(await page.isVisible("#address"), "the panel is open");
    });
  });
}

test("the dates are on it, as many as fit and none in part", async () => {
  const { text } = await print("/court/poster");
  const numbers = [...text.matchAll(/Réunion (\d+)/g)].map((match) => Number(match[1]));
  assert.ok(numbers.length >= 12, text);
  assert.deepEqual(numbers, numbers.map((_, i) => i), "the next ones, each once");
  assert.equal([...text.matchAll(/Salle des fêtes/g)].length, numbers.length, "each with its place");
  assert.equal([...text.matchAll(/14h – 16h/g)].length, numbers.length, "and its hours");
  const long = (await print("/long/poster")).text;
  const shown = [...long.matchAll(/^.*\b(\d+) Une très/gm)].length;
  assert.ok(shown >= 4, long);
  assert.equal([...long.matchAll(/14h – 16h/g)].length, shown);
  assert.match((await print("/vide/poster")).text, /Aucun événement n’est annoncé/);
  assert.match((await print("/evenements/poster")).text, /Atelier\s: écrire pour toutes et tous/);
});

test("an address is whole where the sheet has room, and one is told that more dates follow", async () => {
  const { text } = await print("/adresse/poster");
  assert.equal([...text.matchAll(/75011/g)].length, 5, text);
  assert.doesNotMatch(text, /D’autres dates suivent/);
  assert.match((await print("/court/poster")).text, /D’autres dates suivent/);
});

test("a screen, which has no end, cuts no words", async () => {
  for (const width of [320, 1280]) {
    await visit(browser, "/long/poster", { viewport: { width, height: 800 } }, async (page) => {
      const cut = await page.locator(".sheet :is(h1, p)").evaluateAll((all) => all.filter((one) => one.scrollHeight > one.clientHeight + 2).map((one) => one.textContent.slice(0, 40)));
      assert.deepEqual(cut, []);
    });
  }
});

test("margins that somebody sets in the dialog make no second sheet", async () => {
  for (const margin of ["0", "8mm"]) {
    const { sheets } = await print("/long/poster", { preferCSSPageSize: false, format: "A4", margin: { top: margin, bottom: margin, left: margin, right: margin } });
    assert.equal(sheets, 1, margin);
  }
});

test("who hangs up a private calendar is told, others are not", async () => {
  assert.match((await print(`${PRIVATE}/prive/poster`)).text, /quiconque scanne ce code/);
  const { text } = await print("/court/poster");
  assert.doesNotMatch(text, /quiconque/);
  assert.ok(text.includes(`${base}/court/`), text);
});

for (const path of SHEETS) {
  test(`${path} has no barrier on the screen, and does not scroll sideways`, async () => {
    await visit(browser, path, {}, async (page, seen) => {
      assert.deepEqual(await barriers(page), []);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await barriers(page, { runOnly: ["color-contrast"] }), [], "in the dark");
      assert.deepEqual(seen.complaints, []);
      assert.ok(seen.requests.length <= 2);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.equal(await overhang(page), 0);
    });
  });
}

test("a button prints, by script, and a link leads back", async () => {
  await visit(browser, "/evenements/", {}, async (page) => {
    await page.getByRole("link", { name: "Affiche à imprimer" }).click();
    await page.waitForURL(/\/evenements\/poster$/);
    await page.evaluate(() => (window.print = () => (document.title = "printed")));
    await page.getByRole("button", { name: "Imprimer" }).focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.title(), "printed");
    await page.locator(".tools a").first().click();
    await page.waitForURL(/\/evenements\/$/);
  });
  await visit(browser, "/evenements/poster", { javaScriptEnabled: false }, async (page) => {
    assert.equal(await page.getByRole("button").count(), 0);
  });
});

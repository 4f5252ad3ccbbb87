// Every page's markup, in both languages, as html-validate judges it. Run by tests/system/test_pages.py, which serves the
// content and says where (ALMANACH_URL).

import assert from "node:assert/strict";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { base, editions } from "./browser.mjs";

const validator = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // ARIA takes a name wherever a role does: a list has one.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
    // A form sends a list as several fields of one name.
    "form-dup-name": ["error", { shared: ["radio", "checkbox", "submit", "button", "reset"] }],
    // Titles are the editors'.
    "long-title": "off",
    // So are tables in their texts; HTML takes rows without a body.
    "prefer-tbody": "off",
  },
});

const faultsOf = async (text) => {
  const report = await validator.validateString(text);
  const lines = text.split("\n");
  return report.results.flatMap((result) => result.messages).map(({ ruleId, message, line, column }) =>
    `${ruleId}: ${message}: ${lines[line - 1].slice(Math.max(0, column - 40), column + 80)}`);
};

for (const path of editions()) {
  test(`${path} is sound HTML`, async () => {
    const answer = await fetch(base + path, { headers: { Accept: "text/html" } });
    assert.match(answer.headers.get("content-type"), /^text\/html/);
    assert.deepEqual(await faultsOf(await answer.text()), []);
  });
}

test("what is unsound is found", async () => {
  const faults = await faultsOf('<!DOCTYPE html>\n<html lang="fr"><head><title>x</title></head><body><p><ul></ul></p></body></html>');
  assert.ok(faults.some((fault) => fault.startsWith("element-permitted-content") || fault.startsWith("no-implicit-close")), faults.join("\n"));
});

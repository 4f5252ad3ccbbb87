// Betters pages that are right without it: copying, sharing, printing, the reader's own hour and maps, the visitor's own
// calendar first, an address that follows the form, the height of a frame.
"use strict";

(() => {
  const language = document.documentElement.lang;

  // Copying.
  const status = document.getElementById("copied");
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    field.addEventListener("focus", () => field.select());
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        // Without https there is no clipboard but this one.
        document.execCommand("copy");
      }
      status.textContent = "";
      status.textContent = button.dataset.done;
    });
  }

  // Handing the page on: the button that works here is shown.
  const sharing = document.querySelector(".share");
  if (sharing) {
    const address = document.querySelector("link[rel=canonical]").href;
    const share = sharing.querySelector("[data-share]");
    const copy = sharing.querySelector("[data-copy-link]");
    const told = sharing.querySelector("[role=status]");
    share.addEventListener("click", () =>
      // To close the dialog is no fault.
      navigator.share({ title: sharing.dataset.title, url: address }).catch(() => {}));
    copy.addEventListener("click", async () => {
      told.textContent = "";
      await navigator.clipboard.writeText(address);
      told.textContent = copy.dataset.copyLink;
    });
    share.hidden = !navigator.share;
    copy.hidden = !share.hidden || !navigator.clipboard;
    sharing.hidden = share.hidden && copy.hidden;
  }

  // Printing.
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Apple's systems open their maps by an address of theirs.
  if (/Mac|iP(hone|ad|od)/.test(navigator.platform)) {
    for (const link of document.querySelectorAll('a[href^="geo:"]'))
      link.href = link.href.replace(/^geo:([^?]*)\?/, "https://maps.apple.com/?ll=$1&");
  }

  // A picture that cannot be had leaves its place empty, not a frame.
  const leaveEmpty = (picture) => picture.classList.add("broken");
  addEventListener("error", ({ target }) => target.localName === "img" && leaveEmpty(target), true);
  for (const picture of document.images)
    if (picture.complete && !picture.naturalWidth) picture.decode().catch(() => leaveEmpty(picture));

  // The reader's own hour, where the clock there shows another one than here.
  const clockOf = (written) => written.slice(0, 16);
  const localClock = (date) =>
    new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
  for (const time of document.querySelectorAll("time[data-words]")) {
    const { start, end, words } = time.dataset;
    if (!start.includes("T")) continue;
    const from = new Date(start);
    const to = new Date(end);
    if (clockOf(start) === localClock(from)) continue;
    const format = new Intl.DateTimeFormat(language, {
      weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit",
    });
    const note = document.createElement("span");
    note.className = "yours";
    note.textContent = words.replace("{}", end === start ? format.format(from) : format.formatRange(from, to));
    time.after(note);
  }

  // One event goes into the calendar that the visitor's system has, with one press.
  const services = document.querySelector(".services");
  if (services) {
    const system = `${navigator.userAgentData?.platform ?? navigator.platform} ${navigator.userAgent}`;
    const wanted = /android|cros|chrome os/i.test(system) ? "google"
      : /iphone|ipad|ipod|mac/i.test(system) ? "ics"
      : /win/i.test(system) ? "outlook" : "";
    const first = wanted && services.querySelector(`[data-service="${wanted}"]`);
    if (first) services.prepend(first.closest("li"));
  }

  // The address follows the form of choices at once.
  const form = document.querySelector("form.choices");
  if (form) {
    const panel = form.closest(".subscribe");
    const field = panel.querySelector("[data-address]");
    const code = panel.querySelector(".scan");
    const webcal = (address) => address.replace(/^https?/, "webcal");
    const update = () => {
      const chosen = [...new FormData(form)].filter(([name, value]) => value !== "" && name !== "feeds");
      const feeds = new FormData(form).getAll("feeds").join(",");
      const query = [feeds && `feeds=${feeds}`, new URLSearchParams(chosen).toString()].filter(Boolean).join("&");
      const before = field.value;
      const after = form.dataset.calendar + (query && "?") + query;
      if (after === before) return;
      for (const link of panel.querySelectorAll("a[href]")) {
        let href = link.getAttribute("href");
        for (const [old, fresh] of [[before, after], [webcal(before), webcal(after)]]) {
          if (href === old) href = fresh;
          href = href.replace(`=${encodeURIComponent(old)}`, `=${encodeURIComponent(fresh)}`);
        }
        link.setAttribute("href", href);
      }
      field.value = after;
      // It cannot be drawn anew here; the button of the form does that.
      if (code) code.hidden = true;
    };
    form.addEventListener("change", update);
  }

  // A link to what is folded opens it.
  const openPanel = () => {
    const folded = { "#subscribe": "details#subscribe", "#calendars": "#calendars > details" }[location.hash];
    if (folded) document.querySelector(folded)?.setAttribute("open", "");
  };
  addEventListener("hashchange", openPanel);
  openPanel();

  // In another site's page: embed.js makes the frame as high as the list.
  if (document.body.classList.contains("framed") && parent !== window) {
    const tell = () => parent.postMessage({ almanach: document.documentElement.offsetHeight }, "*");
    new ResizeObserver(tell).observe(document.documentElement);
    tell();
  }
})();

// Shows a list of events in another site's page, where its element stands:
//   <script src="https://agenda.example.org/embed.js" data-feed="concerts" data-category="jazz" async></script>
// Without data-feed all events are shown; data-lang is "fr" or "en", else the page's own.
"use strict";

(() => {
  const script = document.currentScript;
  const { feed, category, lang } = script.dataset;
  const language = lang || document.documentElement.lang.slice(0, 2);
  const name = language === "fr" || language === "en" ? `embed.${language}.html` : "embed";
  const address = new URL(feed ? `${encodeURIComponent(feed)}/${name}` : name, script.src);
  if (category) address.searchParams.set("category", category);

  const frame = document.createElement("iframe");
  frame.src = address.href;
  frame.title = language === "en" ? "Events" : "Événements";
  frame.loading = "lazy";
  frame.style.cssText = "width:100%;height:30rem;border:0";
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return;
    const height = Number(event.data?.almanach);
    if (height > 0) frame.style.height = `${Math.ceil(height)}px`;
  });
  script.after(frame);
})();

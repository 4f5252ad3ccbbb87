// Renews the preview when a file was saved. Without it the page is right as it stands, and is
// reloaded by hand.
"use strict";

(() => {
  const part = () => document.querySelector("[data-stream]");
  const note = document.getElementById("renewed");
  // How long to wait where the server takes no more listeners, in milliseconds.
  const patience = 10000;
  let source = null;
  let later = 0;

  // The same file in the other language.
  for (const link of document.querySelectorAll("a[data-language]")) link.search = location.search;

  // What almanach.js betters in a page that was loaded: the reader's own hour, maps.
  const better = () => {
    const script = document.createElement("script");
    script.src = document.querySelector("script[src*='/assets/']").src;
    document.head.append(script);
    script.addEventListener("load", () => script.remove());
  };

  const renew = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const content = fresh.querySelector("[data-stream]");
    if (!content) return;
    part().replaceWith(document.adoptNode(content));
    document.title = fresh.title;
    better();
    note.textContent = note.dataset.words.replace("{}", new Date().toLocaleTimeString(document.documentElement.lang));
  };

  const listen = () => {
    source = new EventSource(part().dataset.stream);
    source.addEventListener("message", () => renew().catch(() => {}));
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) later = setTimeout(listen, patience);
    });
  };

  // A browser has few connections to one server: a page that nobody sees takes none.
  const follow = () => {
    clearTimeout(later);
    source?.close();
    if (!document.hidden) listen();
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();

/** Where the page is, as its address says behind the `#`: a shop, a view of it, and what is shown there. */
export function here(hash = location.hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?");
  const [shop = "", view = ""] = path.split("/").map(decodeURIComponent);
  const wanted = new URLSearchParams(query);
  return {
    shop,
    view: view || "tracks",
    query: wanted.get("q") ?? "",
    page: Math.max(1, Number.parseInt(wanted.get("page"), 10) || 1),
    sort: wanted.get("sort") ?? "",
    order: wanted.get("order") === "desc" ? "desc" : "asc",
  };
}

export function address({ shop, view, query, page, sort, order }) {
  const shown = new URLSearchParams();
  if (query) {
    shown.set("q", query);
  }
  if (page > 1) {
    shown.set("page", page);
  }
  if (sort) {
    shown.set("sort", sort);
    shown.set("order", order);
  }
  const path = `#/${encodeURIComponent(shop)}/${encodeURIComponent(view)}`;
  return shown.size ? `${path}?${shown}` : path;
}

/** Goes on in the same view; a search has one entry in the history of the browser, not one for each letter. */
export function show(changes) {
  const next = address({ ...here(), ...changes });
  if ("query" in changes) {
    history.replaceState(null, "", next);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = next;
  }
}

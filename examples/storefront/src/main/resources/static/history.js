import { button, element, openDialog } from "./dom.js";
import { attribute, time, value } from "./formats.js";

const kinds = {
  CREATED: "Created",
  UPDATED: "Changed",
  DELETED: "Deleted for good",
  SOFT_DELETED: "Moved to the trash",
  RESTORED: "Restored",
};

/** Shows what happened to a track, newest first. */
export async function showHistory(shop, track) {
  const entries = await shop.get(`tracks/${track.id}/history`);
  const dialog = openDialog(`History of ${track.name}`,
    entries.length
      ? element("ol", { className: "timeline", tabIndex: 0, "aria-label": "Newest first" }, ...entries.map(entry))
      : element("p", {}, "Nothing has been recorded."),
    element("div", { className: "choices" }, button("Close", "Close", () => dialog.close(), "main")));
  dialog.querySelector("button").focus();
}

function entry({ at, actor, kind, changes }) {
  return element("li", { className: kind.toLowerCase() },
    element("p", {},
      element("strong", {}, kinds[kind] ?? kind), ` by ${actor ?? "the shop itself"} `,
      element("time", { dateTime: at }, time(at))),
    changes.length ? element("dl", {}, ...changes.flatMap((change) => told(kind, change))) : null);
}

function told(kind, { attribute: name, from, to }) {
  const before = kind === "CREATED" ? [] : [element("del", {}, value(name, from)), " to "];
  return [
    element("dt", {}, attribute(name)),
    element("dd", {}, ...before, element("ins", {}, value(name, to))),
  ];
}

import { button, element } from "./dom.js";
import { length, price } from "./formats.js";
import { showHistory } from "./history.js";
import { List } from "./list.js";
import { told } from "./messages.js";
import { editPrice } from "./price.js";

export function tracks(shop) {
  return new List(shop, {
    path: "tracks",
    title: "Catalogue",
    noun: "tracks",
    empty: "No track matches.",
    searches: "Search the catalogue",
    sort: "album.artist.name",
    columns: [
      { title: "Track", sort: "name" },
      { title: "Artist", sort: "album.artist.name", className: "wide" },
      { title: "Album", sort: "album.title", className: "wide" },
      { title: "Length", sort: "milliseconds", className: "wide number" },
      { title: "Price", sort: "unitPrice", className: "number" },
      { title: "Actions", className: "actions" },
    ],
    row,
  });
}

function row(track, list) {
  const artist = track.album?.artist?.name ?? "";
  const album = track.album?.title ?? "";
  return element("tr", {},
    element("th", { scope: "row" }, track.name, element("small", { className: "narrow" }, `${artist} · ${album}`)),
    element("td", { className: "wide" }, artist),
    element("td", { className: "wide" }, album),
    element("td", { className: "wide number" }, length(track.milliseconds)),
    element("td", { className: "number price" }, price(track.unitPrice)),
    element("td", { className: "actions" },
      button("Edit price", `Edit price of ${track.name}`, told((event) => edit(event, track, list))),
      button("History", `History of ${track.name}`, told(() => showHistory(list.shop, track)), "quiet")));
}

/** The row that was edited is shown anew where it is, with the focus where it was, unless somebody deleted it. */
function edit(event, track, list) {
  const shown = event.currentTarget.closest("tr");
  return editPrice(list.shop, track, (present) => {
    if (present === null) {
      return list.reload(shown);
    }
    const renewed = row(present, list);
    shown.replaceWith(renewed);
    renewed.querySelector("button").focus();
  });
}

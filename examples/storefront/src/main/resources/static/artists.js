import { button, element } from "./dom.js";
import { time } from "./formats.js";
import { List } from "./list.js";
import { say, told } from "./messages.js";

export function artists(shop) {
  return new List(shop, {
    path: "artists",
    title: "Artists",
    noun: "artists",
    empty: "No artist matches.",
    searches: "Search artists",
    sort: "name",
    columns: [
      { title: "Artist", sort: "name" },
      { title: "Changed", sort: "updatedAt", className: "wide" },
      { title: "Actions", className: "actions" },
    ],
    row: (artist, list) => element("tr", {},
      element("th", { scope: "row" }, artist.name),
      element("td", { className: "wide" }, artist.updatedAt ? time(artist.updatedAt) : ""),
      element("td", { className: "actions" },
        button("Delete", `Delete ${artist.name}`, told((event) => remove(event, artist, list)), "danger"))),
  });
}

export function trash(shop) {
  return new List(shop, {
    path: "artists/trash",
    title: "Trash",
    noun: "deleted artists",
    empty: "The trash is empty.",
    columns: [{ title: "Artist" }, { title: "Deleted" }, { title: "Actions", className: "actions" }],
    row: (artist, list) => element("tr", {},
      element("th", { scope: "row" }, artist.name),
      element("td", {}, `${time(artist.deletedAt)} by ${artist.deletedBy ?? "the shop itself"}`),
      element("td", { className: "actions" },
        button("Restore", `Restore ${artist.name}`, told((event) => restore(event, artist, list)), "main"))),
  });
}

async function remove(event, artist, list) {
  const shown = event.currentTarget.closest("tr");
  await list.shop.remove(`artists/${artist.id}`);
  await list.reload(shown);
  say(`${artist.name} and what they recorded are in the trash.`);
}

async function restore(event, artist, list) {
  const shown = event.currentTarget.closest("tr");
  await list.shop.act(`artists/${artist.id}/restore`);
  await list.reload(shown);
  say(`${artist.name} and what they recorded are back.`);
}

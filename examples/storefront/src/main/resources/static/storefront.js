import { shops as known, Shop } from "./api.js";
import { artists, trash } from "./artists.js";
import { element } from "./dom.js";
import { told, say } from "./messages.js";
import { address, here } from "./route.js";
import { tracks } from "./tracks.js";

const views = { tracks: ["Catalogue", tracks], artists: ["Artists", artists], trash: ["Trash", trash] };
const content = document.getElementById("content");
const user = document.getElementById("user");
const shops = await known();
let shown = null;

/** Each tab of the browser has a person of its own. */
user.value = sessionStorage.getItem("user") ?? "anna";
user.addEventListener("change", () => {
  sessionStorage.setItem("user", user.value);
  update();
});
addEventListener("hashchange", () => update());

function update() {
  const place = here();
  const shop = shops.find(({ id }) => id === place.shop);
  if (!shop || !(place.view in views)) {
    location.replace(address({ ...here(""), shop: shops[0].id }));
    return;
  }
  const key = `${place.shop}/${place.view}/${user.value}`;
  if (shown?.key !== key) {
    enter(key, shop, place);
  }
  told(() => shown.list.load(place))();
}

function enter(key, shop, place) {
  const [title, list] = views[place.view];
  const first = shown === null;
  shown?.list.close();
  shown = { key, list: list(new Shop(shop.id, user.value)) };
  showLinks(shop, place);
  content.replaceChildren(shown.list.node);
  document.title = `${title} · ${shop.name}`;
  document.documentElement.dataset.shop = shop.id;
  say("");
  if (!first && document.activeElement !== user) {
    shown.list.heading.focus();
  }
}

function showLinks(shop, { view }) {
  document.getElementById("shops").replaceChildren(...shops.map(({ id, name, strategy }) =>
    link(id === shop.id, { shop: id, view }, name, element("small", {}, strategy))));
  document.getElementById("views").replaceChildren(...Object.entries(views).map(([name, [title]]) =>
    link(name === view, { shop: shop.id, view: name }, title)));
}

function link(current, place, ...content) {
  const made = element("a", { href: address(place) }, ...content);
  if (current) {
    made.setAttribute("aria-current", "page");
  }
  return made;
}

update();

import { button, element } from "./dom.js";
import { count } from "./formats.js";
import { say, warn } from "./messages.js";
import { address, show } from "./route.js";

const SIZE = 15;
const PAUSE_OF_TYPING = 250;

/**
 * A list with a search, columns that sort, and pages.
 *
 * @param {Shop} shop whose it is
 * @param {object} look `path`, `title`, `noun`, `empty`, `searches`, `columns` of {title, sort, className}, and `row(item, list)`
 */
export class List {
  #rows = element("tbody");
  #heads = element("tr");
  #pages = element("nav", { className: "pages", "aria-label": "Pages" });
  #request = new AbortController();
  #typing;

  constructor(shop, look) {
    this.shop = shop;
    this.look = look;
    this.heading = element("h1", { tabIndex: -1 }, look.title);
    this.table = element("table", { "aria-label": look.title },
      element("thead", {}, this.#heads), this.#rows);
    this.search = look.searches ? this.#searchField() : null;
    this.node = element("section", {},
      element("div", { className: "bar" }, this.heading, this.search), this.table, this.#pages);
  }

  /** Shows what the address says; a later call overtakes an earlier one. */
  async load(place) {
    this.place = place;
    this.#request.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    this.#showPlace();
    this.table.setAttribute("aria-busy", "true");
    try {
      const answer = await this.shop.page(this.look.path, this.#wanted(), signal);
      const last = Math.max(1, Math.ceil(answer.total / SIZE));
      await (place.page > last ? this.#turnBack(last) : this.#fill(answer));
    } catch (error) {
      if (!signal.aborted) {
        warn(error);
      }
    }
  }

  /** Shows the page anew without a row that has gone, with the focus on what took its place. */
  async reload(gone) {
    const index = gone.sectionRowIndex;
    await this.load(this.place);
    const near = [...this.#rows.rows].slice(0, index + 1).pop();
    (near?.querySelector("button") ?? this.heading).focus();
  }

  /** Leaves without an answer that nobody waits for. */
  close() {
    clearTimeout(this.#typing);
    this.#request.abort();
  }

  #wanted() {
    const { page, query, sort, order } = this.place;
    return { start: (page - 1) * SIZE, size: SIZE, query, sort: sort || this.look.sort, order };
  }

  /** Rows have gone, and the page with them. */
  #turnBack(page) {
    const place = { ...this.place, page };
    history.replaceState(null, "", address(place));
    return this.load(place);
  }

  #showPlace() {
    const field = this.search?.querySelector("input");
    if (field && field !== document.activeElement) {
      field.value = this.place.query;
    }
    const focused = this.#heads.contains(document.activeElement) && document.activeElement.textContent;
    this.#heads.replaceChildren(...this.look.columns.map((column) => this.#head(column)));
    [...this.#heads.querySelectorAll("button")].find((head) => head.textContent === focused)?.focus();
  }

  #fill({ rows, total }) {
    this.table.removeAttribute("aria-busy");
    this.#rows.replaceChildren(...rows.map((item) => this.look.row(item, this)));
    if (rows.length === 0) {
      this.#rows.append(element("tr", {},
        element("td", { colSpan: this.look.columns.length, className: "empty" }, this.look.empty)));
    }
    this.#showPages(rows.length, total);
  }

  #showPages(shown, total) {
    const { page } = this.place;
    const focused = this.#pages.contains(document.activeElement) && document.activeElement.textContent;
    const start = (page - 1) * SIZE;
    const range = shown ? `${count(start + 1)}–${count(start + shown)} of ${count(total)}` : "0";
    const before = button("Previous", "Previous page", () => show({ page: page - 1 }));
    const after = button("Next", "Next page", () => show({ page: page + 1 }));
    before.disabled = page <= 1;
    after.disabled = page * SIZE >= total;
    this.#pages.replaceChildren(before, element("span", {}, range), after);
    if (focused) {
      const same = focused === "Next" ? [after, before] : [before, after];
      same.find((one) => !one.disabled)?.focus();
    }
    if (focused || this.place.query) {
      say(`${range} ${this.look.noun}`);
    }
  }

  #head({ title, sort, className = "" }) {
    const { sort: sorted, order } = this.place;
    const head = element("th", { scope: "col", className });
    if (!sort) {
      head.append(title);
      return head;
    }
    const turned = sorted === sort && order === "asc" ? "desc" : "asc";
    if (sorted === sort) {
      head.setAttribute("aria-sort", order === "asc" ? "ascending" : "descending");
    }
    head.append(element("button", { type: "button", onclick: () => show({ sort, order: turned, page: 1 }) }, title));
    return head;
  }

  #searchField() {
    const field = element("input", { type: "search", maxLength: 120, placeholder: "Search", autocomplete: "off" });
    field.addEventListener("input", () => {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => show({ query: field.value.trim(), page: 1 }), PAUSE_OF_TYPING);
    });
    return element("label", { className: "search" },
      element("span", { className: "unseen" }, this.look.searches), field);
  }
}

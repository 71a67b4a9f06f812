import { button, element, openDialog } from "./dom.js";
import { showConflict } from "./conflict.js";
import { price } from "./formats.js";
import { say, told } from "./messages.js";

/**
 * Asks for the price of a track, beginning with the one it has now.
 *
 * @param {function(?object)} onchange what to do with the track as it is now; null if it is no more
 */
export async function editPrice(shop, { id }, onchange) {
  const path = `tracks/${id}`;
  const { row, etag } = await shop.row(path);
  const { dialog, error } = ask(row, (unitPrice) => save(unitPrice, etag).catch((problem) => {
    error.textContent = problem.message;
  }));

  /** Once more, after a conflict, with the tag of what has been seen there. */
  async function save(unitPrice, seen) {
    try {
      const saved = await shop.change(path, seen, { unitPrice });
      dialog.close();
      onchange(saved.row);
      say(`${row.name} costs ${price(unitPrice)} now.`);
    } catch (problem) {
      if (![404, 412].includes(problem.status)) {
        throw problem;
      }
      dialog.close();
      decide(unitPrice, problem.status === 404 ? { gone: true } : problem.body);
    }
  }

  function decide(unitPrice, conflict) {
    showConflict(conflict, {
      overwrite: told(() => save(unitPrice, conflict.etag)),
      accept: told(async () => {
        onchange(conflict.gone ? null : (await shop.row(path)).row);
        say(conflict.gone ? `${row.name} is no more.` : `${row.name} stays as it is.`);
      }),
    });
  }
}

function ask(track, onsave) {
  const field = element("input", {
    type: "number", min: "0", max: "999.99", step: "0.01", required: true, value: track.unitPrice.toFixed(2),
  });
  const error = element("p", { className: "error", role: "alert" });
  const onsubmit = (event) => {
    event.preventDefault();
    onsave(field.valueAsNumber);
  };
  const form = element("form", { method: "dialog", onsubmit },
    element("label", {}, "Price in dollars", field),
    error,
    element("div", { className: "choices" },
      button("Cancel", "Cancel", () => dialog.close(), "quiet"),
      element("button", { type: "submit", className: "main" }, "Save")));
  const dialog = openDialog(`Price of ${track.name}`, form);
  field.select();
  return { dialog, error };
}

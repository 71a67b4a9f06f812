/**
 * Makes an element. Texts become text nodes, so that data is never read as markup.
 *
 * @param {string} tag its name
 * @param {object} settings properties; `on…` are listeners, names with a dash or of `role` and `colspan` are attributes
 * @param {...(Node|string|null)} children its content; null is left out
 */
export function element(tag, settings = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    set(made, name, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function set(target, name, value) {
  if (name.startsWith("on")) {
    target.addEventListener(name.slice(2), value);
  } else if (name.includes("-") || name === "role") {
    target.setAttribute(name, value);
  } else {
    target[name] = value;
  }
}

/** A button with a text, and with a longer name for those who do not see where it stands. */
export function button(text, name, onclick, className = "") {
  return element("button", { type: "button", className, onclick, "aria-label": name }, text);
}

/** Shows a modal dialog that leaves the document when it closes. The browser gives the focus back to where it was. */
export function openDialog(title, ...content) {
  const heading = element("h2", { id: `title-${crypto.randomUUID()}` }, title);
  const dialog = element("dialog", { "aria-labelledby": heading.id }, heading, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

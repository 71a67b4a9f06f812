import { button, element, openDialog } from "./dom.js";
import { attribute, time, value } from "./formats.js";

const verdicts = {
  MINE: "Only you changed it",
  THEIRS: "Only they changed it",
  SAME: "Both the same",
  CONFLICT: "Both changed it",
};

/**
 * Shows what somebody else saved meanwhile beside what was to be saved.
 *
 * @param {object} problem the answer of the server
 * @param {{overwrite: function(), accept: function()}} choices what each button does; the Escape key accepts
 */
export function showConflict(problem, choices) {
  const dialog = problem.gone ? gone() : changed(problem);
  dialog.addEventListener("close", () =>
    dialog.returnValue === "overwrite" ? choices.overwrite() : choices.accept());
}

function gone() {
  return openDialog("Somebody deleted it",
    element("p", {}, "What you were editing is in the trash. Your change was not saved."),
    choicesOf(["close", "Close"]));
}

function changed(problem) {
  const who = problem.changedBy ?? "Somebody";
  const when = problem.changedAt ? ` at ${time(problem.changedAt)}` : "";
  const dialog = openDialog("Somebody was faster",
    element("p", {}, `${who} saved it${when}, after you had opened it. Your change was not saved yet.`),
    comparison(problem, who),
    choicesOf(["accept", "Keep theirs"], ["overwrite", "Save mine"]));
  dialog.classList.add("conflict");
  return dialog;
}

/** The first is the one that loses nothing, and has the focus. */
function choicesOf(...choices) {
  return element("form", { method: "dialog", className: "choices" },
    ...choices.map(([value, text], index) =>
      element("button", { type: "submit", value, className: index ? "danger" : "main", autofocus: index === 0 }, text)));
}

function comparison({ attributes, baseKnown }, who) {
  const heads = ["", "When you opened it", "Yours", `Theirs (${who})`];
  return element("table", { "aria-label": "What differs" },
    element("thead", {}, element("tr", {}, ...heads.map((head) =>
      head ? element("th", { scope: "col" }, head) : element("td")))),
    element("tbody", {}, ...attributes.map((one) => compared(one, baseKnown))));
}

function compared({ attribute: name, verdict, base, mine, theirs }, baseKnown) {
  return element("tr", { className: verdict.toLowerCase() },
    element("th", { scope: "row" }, attribute(name), element("small", {}, verdicts[verdict] ?? verdict)),
    element("td", { className: "base" }, baseKnown ? value(name, base) : "not known"),
    element("td", { className: "mine" }, value(name, mine)),
    element("td", { className: "theirs" }, value(name, theirs)));
}

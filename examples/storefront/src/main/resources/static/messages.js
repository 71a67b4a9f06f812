const status = document.getElementById("status");
const alert = document.getElementById("alert");

const SHOWN_FOR = 10_000;
let forgetting;

/** Tells, without a hurry, what was done; it covers nothing for long. */
export function say(text) {
  alert.textContent = "";
  status.textContent = text;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => status.replaceChildren(), SHOWN_FOR);
}

/** Tells at once what went wrong. */
export function warn(error) {
  status.textContent = "";
  alert.textContent = error.message;
}

/** An event listener whose failure is told. */
export function told(work) {
  return (...values) => work(...values).catch(warn);
}

const prices = new Intl.NumberFormat("en", { style: "currency", currency: "USD" });
const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "medium" });
const counts = new Intl.NumberFormat("en");

export const price = (value) => prices.format(value);

export const count = (value) => counts.format(value);

export const time = (instant) => times.format(new Date(instant));

export function length(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The value of an attribute, as people read it. */
export function value(attribute, raw) {
  if (raw === null || raw === undefined) {
    return "nothing";
  }
  const readable = { unitPrice: price, milliseconds: length };
  return readable[attribute]?.(raw) ?? String(raw.name ?? raw.title ?? raw);
}

const names = { unitPrice: "Price", milliseconds: "Length", albumId: "Album" };

/** The name of an attribute, as people read it: `mediaType` is Media type. */
export function attribute(name) {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return names[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

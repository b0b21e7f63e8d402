// The interface's words, in the language that the person chose or the browser asks for.

import { read, write } from "./settings.js";

let found = {}, plural = new Intl.PluralRules("en");
export let language = "en";

export async function loadWords(known, get) {
  const wished = [read("ui"), ...(navigator.languages ?? []).map(code => code.slice(0, 2)), "en"];
  language = wished.find(code => known.includes(code)) ?? "en";
  plural = new Intl.PluralRules(language);
  found = await get(`/api/words?locale=${language}`);
  document.documentElement.lang = language;
}

export function chooseLanguage(code) {
  write("ui", code);
  location.reload();
}

/** The text under a key such as "bar.delete", its places filled in; one of several for a number `n`. */
export function t(key, places = {}) {
  let text = key.split(".").reduce((words, part) => words?.[part], found.ui);
  if (text && typeof text === "object") text = text[plural.select(places.n)] ?? text.other;
  if (typeof text !== "string") return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => name in places ? String(places[name]) : whole);
}

/** Whether there is a text of this name, for names that a server may add to. */
export const said = (key, otherwise) => { const text = t(key); return text === key ? otherwise : text; };

/** A time, or a day and a time where that was not today. */
export function when(iso) {
  const date = new Date(iso), today = new Date().toDateString() === date.toDateString();
  return date.toLocaleString(language, today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" });
}

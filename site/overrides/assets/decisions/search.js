// The search page: words from the address or the box in, decisions and their best paragraphs out.
//
// Pagefind finds the decisions; its index lies beside the site, and nothing else is fetched. All
// text is put on the page as text: nothing that was read from a scan is ever taken for HTML.

const PAGEFIND = new URL("../../pagefind/pagefind.js", import.meta.url).href;
const AT_ONCE = 10; // decisions shown at a time
const PARAGRAPHS = 3; // of one decision
const WORDS_BEFORE = 8; // the first word found, in a snippet
const WORDS_IN_ALL = 34; // in a snippet
const EXACTNESS = 5; // how much a word itself weighs before words that begin alike; 1 by default
const PAUSE = 250; // milliseconds without a key before the search begins

const form = document.querySelector("form.search");
const box = form.elements.q;
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const help = document.getElementById("search-help");

let newest = 0; // the number of the last search begun: an older one that ends late is dropped
let left = []; // results that are not shown yet
let timer;
let library; // Pagefind, from the first search on

form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  answer(box.value);
});
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(answer, PAUSE, box.value);
});
more.addEventListener("click", async () => {
  const shown = list.children.length;
  await showMore(newest);
  list.children[shown]?.querySelector("a").focus();
});
window.addEventListener("popstate", searchAddress);

function searchAddress() {
  box.value = new URLSearchParams(location.search).get("q") ?? "";
  answer(box.value);
}

async function answer(typed) {
  const words = typed.trim().slice(0, box.maxLength);
  const mine = ++newest;
  keepInAddress(words);
  if (!words) {
    clear("");
    return;
  }
  try {
    const found = await (await pagefind()).search(words.replaceAll("£", " ")); // it knows only sums
    if (mine !== newest) return;
    clear(sentence(found.results.length, words));
    left = found.results;
    help.hidden = left.length > 0;
    await showMore(mine);
  } catch (error) {
    console.error(error);
    if (mine === newest) clear("The search does not work just now. You can browse the decisions by year.");
  }
}

async function pagefind() {
  library ??= import(PAGEFIND).then(async (loaded) => {
    await loaded.options({ ranking: { termSimilarity: EXACTNESS } });
    return loaded;
  });
  return library;
}

function keepInAddress(words) {
  const address = new URL(location.href);
  if (words) address.searchParams.set("q", words);
  else address.searchParams.delete("q");
  if (address.href !== location.href) history.replaceState(null, "", address);
}

function clear(says) {
  list.replaceChildren();
  left = [];
  more.hidden = true;
  help.hidden = true;
  status.textContent = says;
}

function sentence(count, words) {
  const decisions = count === 1 ? "1 decision" : `${count || "No"} decisions`;
  return `${decisions} found for “${words}”.`;
}

async function showMore(mine) {
  const next = left.slice(0, AT_ONCE);
  const decisions = await Promise.all(next.map((result) => result.data()));
  if (mine !== newest) return;
  left = left.slice(AT_ONCE);
  list.append(...decisions.map(itemOf));
  more.hidden = left.length === 0;
}

function itemOf(decision) {
  const { reference, date, title } = decision.meta;
  return made(
    "li",
    made("h2", linkTo(decision.url, title)),
    made("p.about", [reference, date].filter(Boolean).join(" · ")),
    made("ul", ...bestParagraphs(decision).map((place) => paragraphOf(decision, place))),
  );
}

// Places: the stretches of text from one anchor (a paragraph's number, or a heading) to the next.
// What stands before the first is the title, which every result shows anyway.
function bestParagraphs(decision) {
  const places = placesOf(decision);
  for (const { location, balanced_score: score } of decision.weighted_locations) {
    const place = places.findLast((one) => one.from <= location);
    if (!place) continue;
    place.score += score;
    (location < place.from + place.ofName ? place.inName : place.found).add(location);
  }
  // every form has the same headings: one that holds the word says little beside a paragraph
  const inText = places.filter((place) => place.found.size > 0);
  const inNames = places.filter((place) => place.inName.size > 0);
  return (inText.length > 0 ? inText : inNames)
    .sort((one, other) => other.score - one.score || one.from - other.from)
    .slice(0, PARAGRAPHS)
    .sort((one, other) => one.from - other.from);
}

function placesOf(decision) {
  return decision.anchors
    .filter(({ element }) => element === "a" || element === "h2")
    .sort((one, other) => one.location - other.location)
    .map((anchor, at, all) => ({
      ...named(anchor),
      id: anchor.id,
      from: anchor.location,
      to: all[at + 1]?.location ?? Infinity,
      inName: new Set(),
      found: new Set(),
      score: 0,
    }));
}

// What a link to the place says, and how many words of the text say the same.
function named({ element, id, text }) {
  if (element === "a") return { name: `Paragraph ${id}`, ofName: 1 };
  const heading = text.trim();
  return { name: heading, ofName: wordsOf(heading).length };
}

function paragraphOf(decision, place) {
  const address = `${decision.url}#${encodeURIComponent(place.id)}`;
  return made("li", linkTo(address, place.name), made("span", ...snippetOf(decision, place)));
}

function snippetOf(decision, place) {
  const words = wordsOf(decision.raw_content);
  const begin = place.from + place.ofName;
  const end = Math.min(place.to, words.length);
  const from = place.found.size > 0 ? Math.max(begin, Math.min(...place.found) - WORDS_BEFORE) : begin;
  const to = Math.min(end, from + WORDS_IN_ALL);
  const pieces = [from > begin ? "… " : ""];
  for (let at = from; at < to; at++) {
    pieces.push(place.found.has(at) ? made("mark", words[at]) : words[at], " ");
  }
  return [...pieces, to < end ? "…" : ""];
}

// Split as Pagefind does, so that its locations count the same words.
function wordsOf(text) {
  return text.split(/[\r\n\s]+/g);
}

function linkTo(address, text) {
  const link = made("a", text);
  link.href = address;
  return link;
}

// An element by its name ("p.about" has a class) with what is in it; strings become text.
function made(name, ...inside) {
  const [tag, style] = name.split(".");
  const element = document.createElement(tag);
  if (style) element.className = style;
  element.append(...inside);
  return element;
}

searchAddress(); // last, when all is in its place

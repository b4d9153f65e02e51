import { every, on } from "./dom";

/** How long the phone may look for its place before the check-in goes without it, in milliseconds. */
const PATIENCE = 6000;

// The phone's own clock goes along with a step; the server's is kept beside it.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  for (const input of form.querySelectorAll<HTMLInputElement>("[data-clock], [name=device_at]")) input.value = new Date().toISOString();
  if (form.hasAttribute("data-place") && !form.dataset.located) locate(form, event as SubmitEvent);
}, true);

/** Asks for the position once; a no, an old phone or a cellar do not stop the check-in. */
function locate(form: HTMLFormElement, event: SubmitEvent): void {
  if (!("geolocation" in navigator)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  event.submitter?.setAttribute("aria-busy", "true");
  const go = (): void => {
    if (form.dataset.located) return;
    form.dataset.located = "yes";
    form.requestSubmit();
  };
  const keep = ({ coords }: GeolocationPosition): void => {
    fill(form, "[data-lat]", coords.latitude);
    fill(form, "[data-lng]", coords.longitude);
    go();
  };
  navigator.geolocation.getCurrentPosition(keep, go, { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 60_000 });
  setTimeout(go, PATIENCE + 1000);
}

function fill(form: HTMLFormElement, selector: string, degrees: number): void {
  const input = form.querySelector<HTMLInputElement>(selector);
  if (input) input.value = degrees.toFixed(6);
}

// The quote: one more, one less, and what the customer will pay.
on("click", "[data-more]", (button) => step(button, 1));
on("click", "[data-less]", (button) => step(button, -1));
on("input", "[data-price], [name^=free_]", (input) => sum(input));

function step(button: HTMLElement, by: number): void {
  const input = button.parentElement?.querySelector<HTMLInputElement>("input");
  if (!input) return;
  const wanted = Math.max(0, count(input) + by);
  input.value = wanted ? String(wanted) : "";
  sum(input);
}

function count(input: HTMLInputElement): number {
  return Number(input.value) || 0;
}

function sum(inside: HTMLElement): void {
  const form = inside.closest("form");
  const place = form?.querySelector<HTMLElement>("[data-total]");
  if (!form || !place) return;
  let cents = 0;
  for (const input of form.querySelectorAll<HTMLInputElement>("[data-price]")) {
    input.closest("li")?.toggleAttribute("data-chosen", count(input) > 0);
    if (input.hasAttribute("data-customer")) cents += Math.round(count(input) * Number(input.dataset.price) * 100);
  }
  const amount = (cents / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  place.hidden = false;
  place.querySelector(".money")?.replaceChildren(`¥${amount}`);
}

// How far a checklist is.
on("change", ".checklist input", (input) => progress(input.closest("form")));

function progress(form: HTMLFormElement | null): void {
  const place = form?.querySelector("[data-answered]");
  if (!form || !place) return;
  const names = new Set(every<HTMLInputElement>(form, ".checklist input[type=radio]").map((input) => input.name));
  const answered = [...names].filter((name) => form.querySelector(`input[name="${CSS.escape(name)}"]:checked`));
  place.textContent = `${answered.length}/${names.size}`;
}

for (const input of document.querySelectorAll<HTMLElement>("[data-price]:first-of-type")) sum(input);
for (const form of document.forms) progress(form);

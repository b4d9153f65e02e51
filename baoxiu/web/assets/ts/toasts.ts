import { every, fromTemplate, on } from "./dom";

type Tone = "info" | "done" | "waiting" | "late";

/** Shows a short message; a refusal stays until it is closed. */
export function say(words: string, tone: Tone): void {
  const toast = fromTemplate(`toast-${tone}`);
  const place = document.getElementById("messages");
  const text = toast?.querySelector("div");
  if (!toast || !place || !text) return;
  text.textContent = words;
  place.append(toast);
  leave(toast);
}

function leave(toast: HTMLElement): void {
  if (toast.dataset.tone === "late") return;
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove()), 6000);
}

export function watchToasts(part: HTMLElement): void {
  for (const toast of every(part, ".toast")) leave(toast);
}

/** What the server refused is shown in its own words: problem+json or the text of [data-problem]. */
export function watchAnswers(): void {
  on("click", ".toast .close", (button) => button.closest(".toast")?.remove());
  document.addEventListener("htmx:responseError", (event) => {
    say(problem((event as CustomEvent).detail.xhr as XMLHttpRequest), "late");
  });
  document.addEventListener("htmx:sendError", () => say(document.body.dataset.offline ?? "", "late"));
}

function problem(answer: XMLHttpRequest): string {
  const unknown = document.body.dataset.failed ?? answer.statusText;
  if (answer.getResponseHeader("content-type")?.includes("json")) {
    const body = JSON.parse(answer.responseText) as { detail?: string };
    return body.detail ?? unknown;
  }
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  return page.querySelector("[data-problem]")?.textContent?.trim() || unknown;
}

import { on } from "./dom";
import { say } from "./toasts";

/** data-copy="text" puts the text on the clipboard and says so. */
export function watchCopies(): void {
  on<HTMLElement>("click", "[data-copy]", async (button) => {
    await navigator.clipboard?.writeText(button.dataset.copy ?? "");
    say(button.dataset.copied ?? "✓", "done");
  });
}

/** An open menu closes by Escape or by a click elsewhere. */
export function watchMenus(): void {
  const close = (but: Element | null): void => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(but)) menu.removeAttribute("open");
  };
  document.addEventListener("click", (event) => close(event.target as Element));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.querySelector<HTMLElement>("details.menu[open] > summary")?.focus();
    close(null);
  });
}

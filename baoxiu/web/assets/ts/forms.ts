import { on } from "./dom";

/** A form is sent once: its button is busy until the page or the answer comes. */
export function watchSubmits(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method === "get" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    (event as SubmitEvent).submitter?.setAttribute("aria-busy", "true");
  });
  document.addEventListener("htmx:afterRequest", (event) => rest(event.target as HTMLElement));
  // A page taken from the browser's memory by "back" must be usable again.
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) rest(form);
  });
  on<HTMLElement>("change", "[data-autosubmit]", (field) => field.closest("form")?.requestSubmit());
}

function rest(form: HTMLElement): void {
  delete form.dataset.sent;
  for (const busy of form.querySelectorAll("[aria-busy]")) busy.removeAttribute("aria-busy");
}

/** data-confirm="question" asks in our own dialog before the button's form is sent. */
export function watchConfirms(): void {
  const dialog = document.getElementById("confirm");
  if (!(dialog instanceof HTMLDialogElement)) return;
  let asked: HTMLElement | null = null;
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-confirm]");
    if (!button || button.dataset.confirmed) return;
    event.preventDefault();
    event.stopPropagation();
    asked = button;
    ask(dialog, button);
  }, true);
  dialog.addEventListener("close", () => {
    if (dialog.returnValue === "yes" && asked) press(asked);
    dialog.returnValue = "";
    asked = null;
  });
}

function ask(dialog: HTMLDialogElement, button: HTMLElement): void {
  const question = dialog.querySelector("[data-question]");
  const yes = dialog.querySelector("[value=yes]");
  if (question) question.textContent = button.dataset.confirm ?? "";
  if (yes) yes.textContent = button.dataset.confirmYes ?? button.textContent?.trim() ?? "";
  yes?.classList.toggle("danger", button.classList.contains("danger"));
  yes?.classList.toggle("primary", !button.classList.contains("danger"));
  dialog.showModal();
}

function press(button: HTMLElement): void {
  button.dataset.confirmed = "yes";
  button.click();
  delete button.dataset.confirmed;
}

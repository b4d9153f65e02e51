/** Calls back with the nearest element that matches, wherever it is in the page and whenever it came. */
export function on<T extends HTMLElement>(kind: string, selector: string, react: (found: T, event: Event) => void): void {
  document.addEventListener(kind, (event) => {
    const found = (event.target as Element | null)?.closest?.<T>(selector);
    if (found) react(found, event);
  });
}

/** The part itself, if it matches, and all matching inside. */
export function every<T extends HTMLElement>(part: HTMLElement, selector: string): T[] {
  const inside = [...part.querySelectorAll<T>(selector)];
  return part.matches(selector) ? [part as T, ...inside] : inside;
}

export function setCookie(name: string, value: string): void {
  document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax${location.protocol === "https:" ? ";secure" : ""}`;
}

/** A clone of the first element of a <template>; the words in it come from the server, translated. */
export function fromTemplate(id: string): HTMLElement | null {
  const template = document.getElementById(id) as HTMLTemplateElement | null;
  return (template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined) ?? null;
}

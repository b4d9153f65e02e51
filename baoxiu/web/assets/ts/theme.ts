import { on, setCookie } from "./dom";

/** The choice lives in a cookie, so that the server writes it on <html> and nothing flashes. */
export function watchTheme(): void {
  on("click", "[data-theme-switch]", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    setCookie("theme", root.dataset.theme);
  });
}

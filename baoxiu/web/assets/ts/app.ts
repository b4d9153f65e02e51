import "htmx.org";
import { watchConfirms, watchSubmits } from "./forms";
import { wireDivisions } from "./divisions";
import { watchDialogs } from "./dialogs";
import { watchFinder } from "./finder";
import { watchFiles } from "./files";
import { watchKeys } from "./keys";
import { watchQueue } from "./live";
import { watchRows } from "./rows";
import { wireSignatures } from "./signature";
import { watchTheme } from "./theme";
import { watchAnswers, watchToasts } from "./toasts";
import { watchCopies, watchMenus } from "./small";

watchAnswers();
watchConfirms();
watchCopies();
watchDialogs();
watchFiles();
watchFinder();
watchKeys();
watchMenus();
watchQueue();
watchRows();
watchSubmits();
watchTheme();

// htmx reports the whole page first and each swapped part later.
document.addEventListener("htmx:load", (event) => {
  const part = event.target as HTMLElement;
  wireDivisions(part);
  wireSignatures(part);
  watchToasts(part);
});

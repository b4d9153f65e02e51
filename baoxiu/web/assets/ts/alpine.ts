// Only for pages with local state that the server need not know; loaded by the page itself.
import Alpine from "@alpinejs/csp";

Alpine.start();

/* The button that prints a page is there only where it works. */
const reveal = (root) => {
  root.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
  });
};

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});
document.addEventListener("htmx:load", (event) => reveal(event.target));
reveal(document);

/* Native dialogs. data-dialog-open="id" opens, data-dialog-close closes; a <dialog data-open> that the server or htmx
   brings is shown as a modal at once. Without scripts the server shows it open in the page. */
const show = (dialog) => {
  if (dialog.matches(":modal")) return;
  if (dialog.open) dialog.close();
  dialog.showModal();
};

const start = (root) => {
  if (root.matches?.("dialog[data-open]")) show(root);
  root.querySelectorAll?.("dialog[data-open]").forEach(show);
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-dialog-open]");
  const closer = event.target.closest?.("[data-dialog-close]");
  const sheet = event.target.matches?.("dialog") ? event.target : null;
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialogOpen);
    if (dialog) {
      event.preventDefault();
      show(dialog);
    }
  } else if (closer && closer.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
  } else if (sheet && sheet.dataset.dismiss !== "no") {
    sheet.close();
  }
});
document.addEventListener("htmx:load", (event) => start(event.target));
start(document);

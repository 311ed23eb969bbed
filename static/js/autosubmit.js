/* A form with data-autosubmit is sent when a value changes. htmx forms swap their part of the page; others are sent
   whole. The button for people without scripts (data-noscript) is hidden. */
const hide = (root) => {
  root.querySelectorAll?.("[data-autosubmit] [data-noscript]").forEach((button) => {
    button.hidden = true;
  });
};

document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (!form || !form.matches("[data-autosubmit]") || event.target.matches("[data-wait]")) return;
  form.requestSubmit();
});
document.addEventListener("htmx:load", (event) => hide(event.target));
hide(document);

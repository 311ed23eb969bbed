/* A file over its field's data-most is refused at once, before a phone sends ten megabytes for nothing. */
document.addEventListener("change", (event) => {
  const { most, tooLarge } = event.target.dataset ?? {};
  const [file] = event.target.files ?? [];
  if (!most) return;
  event.target.setCustomValidity(file && file.size > Number(most) ? tooLarge : "");
  event.target.reportValidity();
});

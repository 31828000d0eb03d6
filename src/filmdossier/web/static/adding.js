// While articles are read the form says so; files can be dropped on it, and those that are too large are told at once.
const form = document.querySelector(".add-form");
if (form) {
  const files = form.querySelector("#files");
  const status = form.querySelector("#add-status");
  const button = form.querySelector("button.main");
  const most = Number(files.dataset.most);
  const megabytes = Number(files.dataset.megabytes);

  function check() {
    const large = [...files.files].filter((file) => file.size > megabytes * 1e6).map((file) => file.name);
    let problem = "";
    if (files.files.length > most) problem = `Choose at most ${most} files at a time.`;
    else if (large.length) problem = `Longer than ${megabytes} MB: ${large.join(", ")}.`;
    files.setCustomValidity(problem);
    status.textContent = problem;
  }

  files.addEventListener("change", check);
  form.addEventListener("submit", () => {
    status.textContent = "Reading; an article takes a second or two.";
    button.disabled = true;
  });
  // A page that comes back from the browser's memory is ready again.
  window.addEventListener("pageshow", () => {
    button.disabled = false;
    check();
  });
  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      if (!event.dataTransfer || ![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("is-over");
  });
  form.addEventListener("drop", (event) => {
    form.classList.remove("is-over");
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    check();
  });
}

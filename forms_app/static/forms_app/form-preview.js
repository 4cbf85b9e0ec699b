// In a preview an editor may type, but nothing is sent and no link leads away.
document.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());

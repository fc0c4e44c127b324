/* Demo logins: a press on a name fills the form. */
document.addEventListener("click", (event) => {
  const pick = event.target.closest("[data-username]");
  if (!pick) return;
  const form = document.querySelector("[data-login]");
  form.elements.username.value = pick.dataset.username;
  form.elements.password.value = "demo";
  form.querySelector("[type=submit]").focus();
});

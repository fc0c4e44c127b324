/* The login ran out in the middle of a form: log in without leaving the page; what was typed stays. */
(() => {
  "use strict";
  const dialog = document.getElementById("login-dialog");
  if (!dialog) return;
  const form = dialog.querySelector("[data-login-form]");
  const problem = dialog.querySelector("[data-login-error]");
  const { toast, words } = window.aftersales;
  const codeField = dialog.querySelector("[data-code-field]");
  let codePage = null; // the page that asks for the one-time code, once the password was right
  let interrupted = null; // the request that was answered with 401
  let focus = null;

  document.addEventListener("login-needed", (event) => {
    interrupted = event.detail;
    if (dialog.open) return;
    focus = document.activeElement;
    problem.hidden = true;
    dialog.showModal();
    form.elements.password.focus();
  });

  dialog.addEventListener("close", () => {
    form.elements.password.value = "";
    askCode(null);
    if (focus && focus.isConnected) focus.focus();
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

  const read = async (response) =>
    new DOMParser().parseFromString(await response.text(), "text/html");
  const tokenOf = (page) => {
    const input = page.querySelector("input[name=csrfmiddlewaretoken]");
    return (input && input.value) || page.body.dataset.csrf || "";
  };

  const userOf = (response, page) => (response.ok ? page.body.dataset.user || "" : "");

  function askCode(page) {
    codePage = page;
    codeField.hidden = !page;
    form.elements.otp_code.value = "";
    if (page) form.elements.otp_code.focus();
  }

  async function sendCode() {
    const asked = codePage.form;
    const body = new FormData(asked);
    body.set("otp_code", form.elements.otp_code.value);
    const response = await fetch(asked.getAttribute("action"), { method: "POST", body, credentials: "same-origin" });
    const page = await read(response);
    return { page, user: userOf(response, page) };
  }

  async function logIn() {
    if (codePage) return sendCode();
    const url = form.dataset.loginUrl;
    const before = await read(await fetch(url, { credentials: "same-origin" }));
    const body = new FormData(form);
    body.set("csrfmiddlewaretoken", tokenOf(before));
    body.set("next", "/");
    const response = await fetch(url, { method: "POST", body, credentials: "same-origin" });
    const page = await read(response);
    return { page, user: userOf(response, page) };
  }

  function refreshTokens(page) {
    const token = page.body.dataset.csrf || tokenOf(page);
    document.body.dataset.csrf = token;
    document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => {
      input.value = token;
    });
  }

  /* Not in yet: what was wrong, or which step comes next. */
  function refuse(page) {
    const asked = page.querySelector("[data-code-due] form.panel");
    const said = page.querySelector("[data-login-problem], .field-error");
    if (asked && !said) {
      askCode({ form: asked });
      return;
    }
    if (asked) codePage = { form: asked };
    const other = page.querySelector(".door-steps") && !asked;
    problem.textContent = other ? words().step : said ? said.textContent.trim() : words().locked;
    problem.hidden = false;
    form.elements[codePage ? "otp_code" : "password"].select();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    if (button.disabled) return;
    button.disabled = true;
    problem.hidden = true;
    try {
      const { page, user } = await logIn();
      if (!user) {
        refuse(page);
        return;
      }
      refreshTokens(page);
      const other = user !== document.body.dataset.user;
      document.body.dataset.user = user;
      dialog.close();
      if (interrupted && interrupted.verb === "get" && interrupted.boosted) {
        location.assign(interrupted.path);
      } else if (other) {
        toast(`${words().someone} ${user}`, "warning");
      } else {
        toast(words().welcome, "success");
      }
    } catch (error) {
      problem.textContent = words().offline;
      problem.hidden = false;
    } finally {
      button.disabled = false;
    }
  });
})();

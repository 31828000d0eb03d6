// The link that `filmdossier serve` prints carries the token behind a #, which browsers send to nobody. It is filled in
// here and taken out of the address; a person still presses the button, so that no page elsewhere logs anybody in.
const token = document.getElementById("token");
const given = /^#token=([\w-]{1,500})$/.exec(location.hash);
if (given) {
  token.value = given[1];
  history.replaceState(null, "", location.pathname + location.search);
  document.querySelector("main form button").focus();
} else {
  token.focus();
}
